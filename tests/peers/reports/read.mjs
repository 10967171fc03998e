// Validates a HAR and a SARIF file with their published schemas.
//   node read.mjs RUN.har RUN.sarif   what was read, as one line of JSON
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(new URL("../../../target/peers/reports/", import.meta.url));
const json = file => JSON.parse(readFileSync(file, "utf8"));
const [har, sarif] = process.argv.slice(2).map(json);
const read = { har_faults: [], sarif_faults: [] };

await require("har-validator").har(har).catch(error => read.har_faults.push(...(error.errors ?? [String(error)])));
read.har_entries = har.log.entries.length;

const Ajv = require("ajv");
const schema = json(require.resolve("@microsoft/jest-sarif/package.json").replace("package.json", "lib/schemas/sarif-2.1.0-rtm.5.json"));
const ajv = new Ajv({ allErrors: true, schemaId: "auto", unknownFormats: "ignore" });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const validate = ajv.compile(schema);
if (!validate(sarif)) read.sarif_faults.push(...validate.errors.map(error => `${error.dataPath} ${error.message}`));
read.sarif_results = sarif.runs[0].results.map(result => ({
  rule: result.ruleId,
  level: result.level,
  page: result.locations[0].physicalLocation.artifactLocation.uri,
  line: result.locations[0].physicalLocation.region.startLine,
  case: result.relatedLocations?.[0]?.physicalLocation.artifactLocation.uri ?? null,
}));
process.stdout.write(`${JSON.stringify(read)}\n`);
