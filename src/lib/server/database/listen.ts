import pg from 'pg';

/** What is said between the processes of one Vierpoot, over the database they share. Ids only, never content. */
export type Channel = {
  /** Says something to every process that listens, this one included. At most 7,900 bytes. */
  say: (words: string) => Promise<void>;
  close: () => Promise<void>;
};

/** `hear`: what was said. `again`: the line was down and is back; what was said meanwhile has been missed. */
export type Listener = { hear: (words: string) => void; again: () => void };

/** The one channel of the house. Written out, because LISTEN takes no parameter. */
const listen = 'listen vierpoot_live';
const say = "select pg_notify('vierpoot_live', $1)";
const retryMs = 500;

/** Listens on a connection of its own that comes back by itself. A server that is away is waited for, not an error. */
export async function listenOnServer(url: string, listener: Listener): Promise<Channel> {
  const line: { client: pg.Client | null; isClosed: boolean } = { client: null, isClosed: false };
  const dial = async (): Promise<void> => {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: 'vierpoot live'
    });
    const lost = () => {
      if (line.client === client) line.client = null;
      if (!line.isClosed) setTimeout(() => void redial(), retryMs).unref();
    };
    client.on('error', () => undefined); // 'end' follows, and that is where we act
    client.on('notification', ({ payload }) => listener.hear(payload ?? ''));
    await client.connect();
    client.once('end', lost);
    await client.query(listen);
    line.client = client;
  };
  const redial = async (): Promise<void> => {
    if (line.isClosed) return;
    try {
      await dial();
      listener.again();
    } catch {
      setTimeout(() => void redial(), retryMs).unref();
    }
  };
  await dial();
  return {
    say: async (words) => {
      await line.client?.query(say, [words]);
    },
    close: async () => {
      line.isClosed = true;
      await line.client?.end();
    }
  };
}

/** Listens on the one session of the embedded engine. There is no other process, but requests talk to open notes this way too. */
export async function listenEmbedded(pool: pg.Pool, listener: Listener): Promise<Channel> {
  const client = await pool.connect();
  client.on('notification', ({ payload }) => listener.hear(payload ?? ''));
  await client.query(listen);
  client.release();
  return {
    say: async (words) => {
      await pool.query(say, [words]);
    },
    close: () => Promise.resolve() // the pool closes with the engine
  };
}
