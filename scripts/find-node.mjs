import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The first Node that reads TypeScript by itself. */
const oldest = '22.18';

/**
 * The Node that runs the product: the one pinned in package.json, else this one if it is new enough to read TypeScript.
 * Throws with a sentence when there is neither.
 */
export function findNode(/** @type {string} */ root) {
  const pinned = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(pinned)) return pinned;
  if (process.versions.node.localeCompare(oldest, 'en', { numeric: true }) >= 0) return process.execPath;
  throw new Error(
    `Vierpoot needs Node ${oldest} or newer and brings its own only for Linux; this is Node ${process.versions.node}. Install Node 24 and try again.`
  );
}
