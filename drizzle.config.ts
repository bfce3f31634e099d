import { defineConfig } from 'drizzle-kit'

/** `npx drizzle-kit generate --name <what>` writes the next migration; the SQL is reviewed and then never edited. */
export default defineConfig({ dialect: 'sqlite', schema: './workers/db/schema/*.ts', out: './migrations' })
