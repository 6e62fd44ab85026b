// What a plugin's chart is drawn with, as "bellwether/charts".
export { chartId } from "./chart.ts";
export { declared, seriesWhere } from "./contract.ts";
export { barChart } from "./draw/bar-chart.ts";
export { gauge } from "./draw/gauge.ts";
export { lineChart } from "./draw/line-chart.ts";
export { axesOf, knownSeries } from "./series.ts";
export { courseOf, spanOf, tableOf } from "./describe.ts";
export { wordOf, zonesInWords, zonesOf } from "./zones.ts";
