// pm2 start deploy/ecosystem.config.cjs. One process: several nodes need Redis and MongoDB (docs/operating.md). It takes the
// descriptors of the shell that started pm2: `ulimit -n 65536` before, for more than some 900 sockets.
const path = require('node:path');

module.exports = {
  apps: [
    {
      name: 'watchparty',
      cwd: path.resolve(__dirname, '..'),
      script: 'dist/server/main.mjs',
      interpreter: 'node',
      // `--env-file` reads what you set in .env; see .env.example.
      interpreter_args: '--env-file=.env --enable-source-maps',
      exec_mode: 'fork',
      instances: 1,
      env: { NODE_ENV: 'production' },
      // The server drains in under 9.5 s by itself.
      kill_timeout: 12_000,
      exp_backoff_restart_delay: 200,
    },
  ],
};
