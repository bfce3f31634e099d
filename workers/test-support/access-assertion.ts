import { env } from 'cloudflare:workers'

/** What Cloudflare Access would send with a request, signed by its stand-in; `claims` say otherwise. */
export const assertion = async (claims: object, query = ''): Promise<string> =>
  (
    await fetch(`${env.ACCESS_TEAM_DOMAIN}/sign${query}`, {
      method: 'POST',
      body: JSON.stringify({
        email: 'Somebody@Example.com',
        iss: env.ACCESS_TEAM_DOMAIN,
        aud: ['the-admin-application'],
        exp: Math.floor(Date.now() / 1000) + 60,
        ...claims,
      }),
    })
  ).text()
