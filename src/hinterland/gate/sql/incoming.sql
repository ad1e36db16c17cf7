-- The figures of the files that are weighed at once (table `weighed`, in the order in which they come), and what is known of the same series.
--
-- incoming  the levels of each file, each with the growth that its file itself gives for it
-- known     by file: levels held, those of records held (`recorded`), those of files that passed (table `passed`) or come before it, and the file's own (`own`), of the regions and series
--           of the file, of their nation, and of the wholes they are parts of
CREATE OR REPLACE TABLE incoming AS
SELECT
    l.*, g.low AS growth_low, g.high AS growth_high, coalesce(h.nation, l.region) AS nation, h.parent
FROM said AS l
JOIN weighed AS w ON w.file = l.file
LEFT JOIN nations AS h ON h.region = l.region
LEFT JOIN (
    SELECT file, region, coalesce(flow, '') AS flow, rest, first, last, min(low) AS low, max(high) AS high
    FROM said
    WHERE op = 'growth' AND low > -95
    GROUP BY ALL
) AS g ON g.file = l.file AND g.region = l.region AND g.flow = coalesce(l.flow, '') AND g.rest = l.rest AND g.first = l.first AND g.last = l.last
WHERE l.op = 'level';

CREATE OR REPLACE TABLE wanted AS
SELECT DISTINCT file, region, rest FROM incoming
UNION SELECT DISTINCT file, nation, rest FROM incoming
UNION SELECT DISTINCT file, parent, rest FROM incoming WHERE parent IS NOT NULL
UNION SELECT DISTINCT file, region, "whole" FROM incoming
UNION SELECT DISTINCT file, region, traded FROM incoming
UNION SELECT DISTINCT file, region, rest FROM said WHERE file IN (SELECT file FROM weighed)
UNION SELECT DISTINCT file, region, "whole" FROM said WHERE file IN (SELECT file FROM weighed);

CREATE OR REPLACE TABLE known AS
WITH named AS (
    SELECT
        region, flow, concat_ws('|', concept, product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, unit)) AS rest,
        first_month // 100 * 12 + first_month % 100 AS first, last_month // 100 * 12 + last_month % 100 AS last,
        CAST(value AS DOUBLE) AS value, CAST(coalesce(low, value) AS DOUBLE) AS low, CAST(coalesce(high, value) AS DOUBLE) AS high,
        source, released, reliability_rank AS "rank", NULL AS "by"
    FROM held
    WHERE op = 'level' AND value IS NOT NULL AND versus IS NULL AND scope IS NULL AND predicate IS NULL
        AND region IN (SELECT region FROM wanted) AND (product = 'all' OR product IN (SELECT product FROM said))
        AND (partner = 'world' OR partner IN (SELECT partner FROM said))
    UNION ALL
    SELECT region, flow, rest, first, last, value, low, high, source, NULL, "rank", NULL FROM recorded
    UNION ALL
    SELECT region, flow, rest, first, last, value, low, high, source, released, "rank", file FROM said WHERE op = 'level'
)
SELECT w.file, n.* EXCLUDE ("by"), n."by" IS NOT NULL AND n."by" = w.file AS own
FROM named AS n
JOIN wanted AS w ON w.region = n.region AND w.rest = n.rest
JOIN weighed AS o ON o.file = w.file
LEFT JOIN weighed AS b ON b.file = n."by"
WHERE n."by" IS NULL OR b.place <= o.place OR n."by" IN (SELECT file FROM passed);
