// Which pins overlap: groups of points no nearer to each other than `apart`.

// Returns lists of indexes into `points`, each in ascending order, the lists by their first index.
export function grouped(points, apart) {
  let groups = points.map(({ x, y }, index) => ({ x, y, members: [index] }));
  let before;
  do {
    before = groups.length;
    groups = mergedOnce(groups, apart);
  } while (groups.length < before);
  return groups.map(({ members }) => members.sort((a, b) => a - b)).sort(([a], [b]) => a - b);
}

// A merged group stands in the middle of its members, where it may meet the next one.
function mergedOnce(groups, apart) {
  const merged = [];
  for (const group of groups) {
    const near = merged.find(({ x, y }) => Math.hypot(x - group.x, y - group.y) < apart);
    if (near) absorb(near, group);
    else merged.push({ ...group, members: [...group.members] });
  }
  return merged;
}

function absorb(group, other) {
  const [has, gets] = [group.members.length, other.members.length];
  group.x = (group.x * has + other.x * gets) / (has + gets);
  group.y = (group.y * has + other.y * gets) / (has + gets);
  group.members.push(...other.members);
}
