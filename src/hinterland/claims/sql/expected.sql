-- What was to be expected of each figure from what was held of earlier periods: the logarithm of its growth, its centre and its scale.
--
-- Where the ledger's pace tells how a region's years move (`paces`, written by `expected.py`), that is taken; else what the series did before (`moves`), pulled
-- towards what its class did: as if eight figures of the class, and of the region four of the series, had been seen.
CREATE OR REPLACE TABLE expected AS
WITH asked AS (
    SELECT DISTINCT
        g.series, g.region, g.first_month, g.last_month, g.last_month - g.first_month AS length,
        CASE WHEN g.series LIKE 'trade|%|all|world|all|value|%' THEN 'plain' WHEN g.series LIKE 'trade|%|world|%' THEN 'product'
            WHEN g.series LIKE 'trade|%' THEN 'partner' ELSE 'other' END AS class
    FROM (SELECT series, region, first_month, last_month FROM slices UNION ALL SELECT series, region, first_month, last_month FROM rates_held) AS g
),
periods AS (
    SELECT DISTINCT series, class, length, first_month FROM asked
),
years AS (
    SELECT p.series, p.first_month, m.last_month, median(m.move) AS middle, count(*) AS n
    FROM periods AS p
    JOIN moves AS m ON m.series = p.series AND m.length = p.length AND m.last_month < p.first_month
    GROUP BY p.series, p.first_month, m.last_month
),
centres AS (
    SELECT
        p.series, p.class, p.length, p.first_month,
        (coalesce(sum(y.middle), 0) + 4 * CAST(0.04 AS DOUBLE)) / nullif(count(y.middle) + 4, 0) AS centre, count(y.middle) AS periods_seen
    FROM periods AS p
    LEFT JOIN years AS y ON y.series = p.series AND y.first_month = p.first_month
    GROUP BY p.series, p.class, p.length, p.first_month
),
classes AS (
    SELECT
        p.class, p.length, p.first_month,
        (coalesce(sum(abs(m.move - CAST(0.04 AS DOUBLE))), 0) * CAST(1.2533 AS DOUBLE) + 8 * CASE WHEN p.class = 'plain' THEN CAST(0.1 AS DOUBLE) ELSE 0.25 END)
        / nullif(count(m.move) + 8, 0) AS spread
    FROM (SELECT DISTINCT class, length, first_month FROM periods) AS p
    LEFT JOIN moves AS m ON m.class = p.class AND m.length = p.length AND m.last_month < p.first_month
    GROUP BY p.class, p.length, p.first_month
),
regions AS (
    SELECT c.series, c.first_month, m.region, count(*) AS n, sum(abs(m.move - c.centre)) * CAST(1.2533 AS DOUBLE) AS apart
    FROM centres AS c
    JOIN moves AS m ON m.series = c.series AND m.length = c.length AND m.last_month < c.first_month
    GROUP BY c.series, c.first_month, m.region
),
whole AS (
    SELECT series, first_month, sum(n) AS n, sum(apart) AS apart FROM regions GROUP BY series, first_month
)
SELECT
    a.series, a.region, a.first_month, a.last_month,
    coalesce(p.centre, c.centre) AS centre,
    coalesce(p.spread, (coalesce(r.apart, 0) + 4 * (coalesce(w.apart, 0) + 8 * k.spread) / nullif(coalesce(w.n, 0) + 8, 0)) / nullif(coalesce(r.n, 0) + 4, 0)
        * sqrt(1 + CAST(1 AS DOUBLE) / nullif(c.periods_seen + 4, 0))) AS spread
FROM asked AS a
JOIN centres AS c ON c.series = a.series AND c.length = a.length AND c.first_month = a.first_month
JOIN classes AS k ON k.class = a.class AND k.length = a.length AND k.first_month = a.first_month
LEFT JOIN whole AS w ON w.series = a.series AND w.first_month = a.first_month
LEFT JOIN regions AS r ON r.series = a.series AND r.first_month = a.first_month AND r.region = a.region
LEFT JOIN paces AS p ON p.series = a.series AND p.region = a.region AND p.first_month = a.first_month AND p.last_month = a.last_month;
