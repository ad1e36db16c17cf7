// AntV AVA's insights over one month's levels: how long, how many, and their best scores. Arguments: the folder of node_modules, a file of rows as JSON.
const fs = require("fs");
const ava = require(process.argv[2] + "/node_modules/@antv/ava");
const rows = JSON.parse(fs.readFileSync(process.argv[3], "utf8"));
const start = Date.now();
const found = ava.getInsights(rows, {
  limit: 400,
  measures: [{ fieldName: "value", method: "SUM" }],
  dimensions: ["region", "product", "partner", "flow"].map((fieldName) => ({ fieldName })),
});
const scores = found.insights.map((insight) => insight.score);
console.log(JSON.stringify({ rows: rows.length, seconds: (Date.now() - start) / 1000, insights: scores.length, highest: scores.filter((s) => s === 1).length }));
