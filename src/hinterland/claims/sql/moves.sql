-- The year-on-year growth held of every series, of single regions and of the groups asked about, before the periods asked about, as logarithms: the published one, else that of the levels.
CREATE OR REPLACE TABLE moves AS
WITH asked AS (
    SELECT last_month - first_month AS length, max(first_month) AS until FROM spans GROUP BY last_month - first_month
),
told AS (
    SELECT g.series, g.region, g.first_month, g.last_month, 1 + CAST(g.value AS DOUBLE) / 100 AS ratio
    FROM stated_rates AS g
    JOIN asked AS a ON a.length = g.last_month - g.first_month AND (g.last_month < a.until OR g.region IN (SELECT nation FROM subject_homes))
    WHERE g.op = 'growth' AND g.scope IS NULL AND g.versus IS NULL AND g.value > -99
),
counted AS (
    SELECT l.series, l.region, l.first_month, l.last_month, CAST(l.value AS DOUBLE) / nullif(CAST(b.value AS DOUBLE), 0) AS ratio
    FROM levels AS l
    JOIN asked AS a ON a.length = l.last_month - l.first_month AND (l.last_month < a.until OR l.region IN (SELECT nation FROM subject_homes))
    JOIN levels AS b ON b.series = l.series AND b.region = l.region AND b.first_month = l.first_month - 100 AND b.last_month = l.last_month - 100 AND b.who = l.who
    LEFT JOIN told AS t ON t.series = l.series AND t.region = l.region AND t.first_month = l.first_month AND t.last_month = l.last_month
    WHERE t.region IS NULL AND b.value > 0 AND l.value > 0 AND (l.who = 0 OR l.region IN (SELECT subject FROM subjects))
)
SELECT
    series, region, first_month, last_month, last_month - first_month AS length, ln(ratio) AS move,
    CASE WHEN series LIKE 'trade|%|all|world|all|value|%' THEN 'plain' WHEN series LIKE 'trade|%|world|%' THEN 'product' WHEN series LIKE 'trade|%' THEN 'partner'
        ELSE 'other' END AS class
FROM (SELECT * FROM told UNION ALL SELECT * FROM counted) AS both_kinds;
