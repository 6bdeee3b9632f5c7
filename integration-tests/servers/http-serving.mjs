// What our servers need to serve HTTP: the option --http=PORT, the line that tells where they listen, their end.

/** The port of --http=PORT (0: the system chooses), or undefined for stdio. */
export function httpPort(options) {
  const value = options.get('--http');
  if (value === undefined) return undefined;
  if (!/^\d{1,5}$/.test(value)) refuse(`--http=PORT needs a port, 0 for one that the system chooses: ${value}`);
  return Number(value);
}

/** The command line as a map from --name to its value, or to ''. Names that are not allowed end the process. */
export function parseOptions(...allowed) {
  const options = new Map(process.argv.slice(2).map((argument) => {
    const [name, ...value] = argument.split('=');
    return [name, value.join('=')];
  }));
  for (const name of options.keys()) if (!allowed.includes(name)) refuse(`unknown option: ${name}`);
  return options;
}

export function refuse(message) {
  console.error(message);
  process.exit(64);
}

/** Tells the starter the URL, and ends this process when the starter closes standard input. */
export function announce(port, path) {
  process.stdin.on('end', () => process.exit(0)).on('error', () => process.exit(0)).resume();
  process.stdout.write(`listening on http://127.0.0.1:${port}${path}\n`);
}
