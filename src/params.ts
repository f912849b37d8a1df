import { defineParams } from '@sveltejs/kit/params';
import { isSupportType } from '#lib/domain/support/support-type.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What a URL part may be; anything else is a page that does not exist. */
export const params = defineParams({
  uuid: (part) => (uuid.test(part) ? part : undefined),
  slug: (part) => (/^[a-z0-9-]{1,60}$/.test(part) ? part : undefined),
  leg: (part) => (isSupportType(part) ? part : undefined)
});
