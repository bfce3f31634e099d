/** `npm run build`: the site, for a deploy. `VITE_API_ORIGIN` names the API where it is hosted apart from it. */
import { buildSite } from './lib/build-site.ts'

await buildSite({ always: true })
