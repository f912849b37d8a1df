import { expect, it } from 'vitest';
import { describeDevice } from './describe-device.ts';

it('names a browser and a machine as their owner knows them, and keeps nothing else', () => {
  const agents = {
    'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0': 'Firefox · Linux',
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0': 'Edge · Windows',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Mobile/15E148 Safari/604.1': 'Safari · iPhone',
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36': 'Chrome · Android',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17 Safari/605.1.15': 'Safari · Mac'
  };
  for (const [agent, device] of Object.entries(agents)) expect(describeDevice(agent)).toBe(device);
});

it('says nothing about what does not say what it is', () => {
  expect([describeDevice(null), describeDevice('curl/8'), describeDevice('x'.repeat(10_000))]).toEqual(['', '', '']);
});
