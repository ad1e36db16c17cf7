-- The figures of all futures as observations. Each future has a basis of its own, `destination-origin@17` the seventeenth, so that whatever is asked of a
-- basis is answered within one future, by the very evaluators that judge what was published.
--
-- past     levels and growth held, the same in every future: region, flow, months, op, value and ends
-- futures  simulated levels: region, flow, months, the number of the future, value
-- numbers  the numbers of the futures
-- The basis and the currency of the figures are given as values.
CREATE OR REPLACE TABLE held AS
WITH rows_of_all AS (
    SELECT p.region, p.flow, p.first_month, p.last_month, n.future, p.op, p.value, p.low, p.high
    FROM past AS p
    CROSS JOIN numbers AS n
    UNION ALL
    SELECT region, flow, first_month, last_month, future, 'level' AS op, value, value AS low, value AS high FROM futures
),
named AS (
    SELECT *, concat(:basis, '@', CAST(future AS VARCHAR)) AS basis,
        concat_ws('|', op, flow, region, CAST(first_month AS VARCHAR), CAST(last_month AS VARCHAR), CAST(future AS VARCHAR)) AS cell
    FROM rows_of_all
)
SELECT
    cell AS id, 'futures' AS load, cell, op, 'trade' AS concept, flow, 'all' AS product, 'world' AS partner, 'all' AS regime, 'value' AS measure, basis, :currency AS currency, region,
    CASE WHEN last_month - first_month = 11 THEN CAST(CAST(floor(last_month / 100) AS INTEGER) AS VARCHAR)
         ELSE concat(substr(CAST(first_month AS VARCHAR), 1, 4), '-', substr(CAST(first_month AS VARCHAR), 5, 2)) END AS period,
    first_month, last_month, CAST(NULL AS VARCHAR) AS versus, CAST(NULL AS VARCHAR) AS scope, CAST(NULL AS VARCHAR) AS predicate,
    CAST(value AS DECIMAL(28, 6)) AS value, CAST(low AS DECIMAL(28, 6)) AS low, CAST(high AS DECIMAL(28, 6)) AS high,
    CASE op WHEN 'growth' THEN 'percent' ELSE :currency END AS unit, CAST(NULL AS DECIMAL(28, 6)) AS "precision", 'futures' AS source,
    CAST(NULL AS VARCHAR) AS released, CAST(NULL AS DATE) AS released_on, 'official' AS reliability, 0 AS reliability_rank, CAST(NULL AS VARCHAR) AS file,
    CAST(NULL AS BIGINT) AS "row", CAST(NULL AS VARCHAR) AS note, CAST(1 AS BIGINT) AS seq,
    concat_ws('|', 'trade', flow, 'all', 'world', 'all', 'value', basis, :currency) AS series
FROM named;
