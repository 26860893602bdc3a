// Keeps points apart, so that each pin can be seen and clicked at every zoom.

const ROUNDS = 30;
const GOLDEN_ANGLE = 2.4; // sends points at one place into different directions

export function pushedApart(points, distance) {
  const moved = points.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < ROUNDS; round += 1) {
    if (!pushOnce(moved, distance)) break;
  }
  return moved.map((point, index) => ({ x: point.x - points[index].x, y: point.y - points[index].y }));
}

function pushOnce(points, distance) {
  let pushed = false;
  points.forEach((one, index) => {
    for (const other of points.slice(index + 1)) {
      let [dx, dy] = [other.x - one.x, other.y - one.y];
      const gap = Math.hypot(dx, dy);
      if (gap >= distance - 0.5) continue;
      if (gap === 0) [dx, dy] = [Math.cos(GOLDEN_ANGLE * index), Math.sin(GOLDEN_ANGLE * index)];
      const push = (distance - gap) / 2 / (gap || 1);
      one.x -= dx * push;
      one.y -= dy * push;
      other.x += dx * push;
      other.y += dy * push;
      pushed = true;
    }
  });
  return pushed;
}
