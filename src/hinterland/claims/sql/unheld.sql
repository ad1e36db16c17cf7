-- What isn't held, by what must be true of it. Made once for a state, before its first claim is evaluated, from the table `ledger`.
--
-- unheld  periods that no level is held of, each with its bounds; a period that neither `levels` nor this table has is open. What isn't held of a
--         group is known by its members.
-- spells  runs of months in a year of which none is held: what the largest of them is at least (low_each), and the smallest at most (high_each), since they
--         add up to a difference of two sums since the year began. A sum held counts as what it may be revised to.
CREATE OR REPLACE TABLE unheld AS
SELECT b.region, b.series, b.first_month, b.last_month, b.low, b.high
FROM ledger AS b
LEFT JOIN levels AS l ON l.region = b.region AND l.series = b.series AND l.first_month = b.first_month AND l.last_month = b.last_month AND l.who = 0
LEFT JOIN (SELECT DISTINCT scope FROM scope_members) AS g ON g.scope = b.region
WHERE l.region IS NULL AND g.scope IS NULL;

CREATE OR REPLACE TABLE spells AS
WITH sums AS (
    SELECT
        b.region, b.series, floor(b.last_month / 100) AS year, b.last_month % 100 AS month,
        CASE WHEN b.held THEN b.revised_low ELSE b.low END AS low, CASE WHEN b.held THEN b.revised_high ELSE b.high END AS high
    FROM ledger AS b
    LEFT JOIN (SELECT DISTINCT scope FROM scope_members) AS g ON g.scope = b.region
    WHERE g.scope IS NULL AND b.first_month % 100 = 1 AND b.last_month - b.first_month < 12
),
begun AS (
    SELECT region, series, year, month, low, high FROM sums
    UNION ALL
    SELECT DISTINCT region, series, year, 0, CAST(0 AS DOUBLE), CAST(0 AS DOUBLE) FROM sums
),
-- Between two sums no month is held where equally many are held until then.
placed AS (
    SELECT b.region, b.series, b.year, b.month, b.low, b.high, count(l.region) AS held
    FROM begun AS b
    LEFT JOIN levels AS l
        ON l.region = b.region AND l.series = b.series AND l.first_month = l.last_month AND l.who = 0 AND floor(l.last_month / 100) = b.year
        AND l.last_month % 100 <= b.month
    GROUP BY b.region, b.series, b.year, b.month, b.low, b.high
)
SELECT
    a.region, a.series, CAST(a.year * 100 + a.month + 1 AS INTEGER) AS first_month, CAST(a.year * 100 + b.month AS INTEGER) AS last_month,
    (b.low - a.high) / nullif(b.month - a.month, 0) AS low_each, (b.high - a.low) / nullif(b.month - a.month, 0) AS high_each
FROM placed AS a
JOIN placed AS b ON b.region = a.region AND b.series = a.series AND b.year = a.year AND b.held = a.held AND b.month > a.month + 1
WHERE b.low > a.high OR b.high IS NOT NULL;
