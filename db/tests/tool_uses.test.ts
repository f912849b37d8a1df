import { expect, it } from 'vitest';
import { ask, codeOf, inserting } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, keepsItsDoors, put, rowOf } from '#test/pair-doors.ts';

onBothEngines('tool_uses', (opened) => {
  keepsItsDoors('tool_uses', opened, { name: 'noted_by' });

  it('belongs to a talk of the same pair, or to none', async () => {
    const town = await buildDeskTown(opened());
    const other = town.desks.get(town.otherPair);
    await expect(put(town, 'tool_uses', 'coach', { conversation_id: other?.talk })).rejects.toThrow(/foreign key/);
    await put(town, 'tool_uses', 'coachee', { conversation_id: null });
  });

  it('says only that a tool was taken along, helped, or was left for now', async () => {
    const town = await buildDeskTown(opened());
    expect(await put(town, 'tool_uses', 'coach', { state: 'failed' }).catch(codeOf)).toBe('23514');
    expect(await put(town, 'tool_uses', 'coach', { tool: 'a whole sentence' }).catch(codeOf)).toBe('23514');
  });

  it('is dated by the house', async () => {
    const town = await buildDeskTown(opened());
    const backdated = { ...rowOf(town, 'tool_uses', 'coach'), noted_at: new Date(0) };
    expect((await ask(town, 'coach', inserting('tool_uses', backdated))).isRefused).toBe(true);
  });
});
