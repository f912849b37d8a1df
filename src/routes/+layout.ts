/** Pages are documents: rendered on the server, nothing to start up in the browser. docs/decisions/0003. */
export const csr = false;
