import { expect, it } from 'vitest';
import { between, canvas, point, project, projectCircle, stepAside } from './project.ts';

it('puts the middle of the floor in the middle of the drawing', () => {
  expect(project({ x: 0, y: 0, z: 0 })).toEqual({ x: canvas.middle, y: canvas.floor });
});

it('draws higher things higher, and further things higher and smaller in nothing', () => {
  expect(project({ x: 0, y: 0, z: 100 })).toEqual({ x: 147, y: 204.9 });
  expect(project({ x: 0, y: 100, z: 0 })).toEqual({ x: 197, y: 273.2 });
  expect(project({ x: 100, y: 0, z: 0 })).toEqual({ x: 233.6, y: 315.5 });
});

it('sees a step aside at the same height', () => {
  expect(project({ ...stepAside(40), z: 0 })).toEqual({ x: 187, y: canvas.floor });
});

it('sees a circle on the floor as an ellipse as flat as the floor', () => {
  expect(projectCircle(100)).toEqual({ rx: 100, ry: 30.9 });
});

it('rounds to a tenth, without minus zero', () => {
  expect(point(1.26, -0.04)).toEqual({ x: 1.3, y: 0 });
});

it('finds spots between and beyond two others', () => {
  const [from, to] = [
    { x: 0, y: 2, z: 0 },
    { x: 10, y: 2, z: 4 }
  ];
  expect([between(from, to, 0), between(from, to, 0.5), between(from, to, 2)]).toEqual([from, { x: 5, y: 2, z: 2 }, { x: 20, y: 2, z: 8 }]);
});
