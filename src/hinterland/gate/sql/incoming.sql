-- The figures of one file (:file), and what is known of the same series.
--
-- incoming  the levels of the file, each with the growth that the file itself gives for it
-- known     levels held, those of records held (`recorded`), those of files that passed (table `passed`), and the file's own (`own`), of the regions and series of the file, of their nation, and of the wholes they are parts of
CREATE OR REPLACE TABLE incoming AS
SELECT
    l.*, g.low AS growth_low, g.high AS growth_high, coalesce(h.nation, l.region) AS nation, h.parent
FROM said AS l
LEFT JOIN nations AS h ON h.region = l.region
LEFT JOIN (
    SELECT region, coalesce(flow, '') AS flow, rest, first, last, min(low) AS low, max(high) AS high
    FROM said
    WHERE file = :file AND op = 'growth' AND low > -95
    GROUP BY ALL
) AS g ON g.region = l.region AND g.flow = coalesce(l.flow, '') AND g.rest = l.rest AND g.first = l.first AND g.last = l.last
WHERE l.file = :file AND l.op = 'level';

CREATE OR REPLACE TABLE wanted AS
SELECT DISTINCT region, rest FROM incoming
UNION SELECT DISTINCT nation, rest FROM incoming
UNION SELECT DISTINCT parent, rest FROM incoming WHERE parent IS NOT NULL
UNION SELECT DISTINCT region, "whole" FROM incoming
UNION SELECT DISTINCT region, traded FROM incoming
UNION SELECT DISTINCT region, rest FROM said WHERE file = :file
UNION SELECT DISTINCT region, "whole" FROM said WHERE file = :file;

CREATE OR REPLACE TABLE known AS
WITH named AS (
    SELECT
        region, flow, concat_ws('|', concept, product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, unit)) AS rest,
        first_month // 100 * 12 + first_month % 100 AS first, last_month // 100 * 12 + last_month % 100 AS last,
        CAST(value AS DOUBLE) AS value, CAST(coalesce(low, value) AS DOUBLE) AS low, CAST(coalesce(high, value) AS DOUBLE) AS high,
        source, released, reliability_rank AS "rank", FALSE AS own
    FROM held
    WHERE op = 'level' AND value IS NOT NULL AND versus IS NULL AND scope IS NULL AND predicate IS NULL
        AND region IN (SELECT region FROM wanted) AND (product = 'all' OR product IN (SELECT product FROM said WHERE file = :file))
        AND (partner = 'world' OR partner IN (SELECT partner FROM said WHERE file = :file))
    UNION ALL
    SELECT region, flow, rest, first, last, value, low, high, source, NULL, "rank", FALSE FROM recorded
    UNION ALL
    SELECT region, flow, rest, first, last, value, low, high, source, released, "rank", file = :file FROM said WHERE op = 'level' AND (file = :file OR file IN (SELECT file FROM passed))
)
SELECT n.* FROM named AS n JOIN wanted AS w ON w.region = n.region AND w.rest = n.rest;
