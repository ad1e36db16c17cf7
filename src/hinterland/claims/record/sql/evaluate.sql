-- The subject's place among its own periods of the same length, up to and with the claim's, from the first held and its window's beginning on; one is a
-- record. Of months all count, along the axis of years only those of the same name. Levels and growth rates are judged.
--
-- A level that isn't held counts by its bounds: where these decide it in both ends, else in the widest. A period of which nothing is known may be ahead, and so
-- may growth that isn't held.
WITH asked AS (
    SELECT
        *, coalesce(window_first, 0) AS since, first_month = last_month AND coalesce(scope, '') <> 'years' AS monthly,
        concat_ws('|', concept, coalesce(flow, ''), product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, '')) AS series
    FROM claims
    WHERE kind = 'record' AND op IN ('level', 'growth')
),
figures AS (
    SELECT
        c.claim, l.first_month, l.last_month, CAST(l.low AS DOUBLE) AS low, CAST(l.high AS DOUBLE) AS high, l.observations, TRUE AS told
    FROM asked AS c
    JOIN levels AS l
        ON c.op = 'level' AND l.region = c.subject AND l.series = c.series AND l.last_month <= c.last_month AND l.held = l.members
        AND l.last_month - l.first_month = c.last_month - c.first_month AND (l.last_month % 100 = c.last_month % 100 OR c.monthly)
    UNION ALL
    SELECT
        c.claim, g.first_month, g.last_month, g.low, g.high, g.observations, g.published
    FROM asked AS c
    JOIN growths AS g
        ON c.op = 'growth' AND g.region = c.subject AND g.series = c.series AND g.last_month <= c.last_month
        AND g.last_month - g.first_month = c.last_month - c.first_month AND (g.last_month % 100 = c.last_month % 100 OR c.monthly)
),
begun AS (SELECT claim, min(first_month) AS earliest FROM figures GROUP BY claim),
periods AS (
    SELECT f.claim, f.first_month, f.last_month, f.low, f.high, f.observations, f.told, TRUE AS held
    FROM figures AS f
    JOIN asked AS c ON c.claim = f.claim AND f.first_month >= c.since
    UNION ALL
    SELECT c.claim, u.first_month, u.last_month, u.low, u.high, CAST(NULL AS VARCHAR), TRUE, FALSE AS held
    FROM asked AS c
    JOIN begun AS b ON b.claim = c.claim
    JOIN unheld AS u
        ON c.op = 'level' AND u.region = c.subject AND u.series = c.series AND u.last_month < c.last_month AND u.first_month > b.earliest
        AND u.first_month >= c.since AND u.last_month - u.first_month = c.last_month - c.first_month
        AND (u.last_month % 100 = c.last_month % 100 OR c.monthly)
),
-- How many periods there are from the first held (or the window's beginning) up to and with the claim's.
spans AS (
    SELECT
        c.claim,
        1 + CASE
            WHEN c.monthly THEN
                floor(c.first_month / 100) * 12 + c.first_month % 100
                - greatest(floor(b.earliest / 100) * 12 + b.earliest % 100, floor(c.since / 100) * 12 + c.since % 100)
            ELSE floor(least(c.first_month - b.earliest, c.first_month - c.since) / 100)
        END AS periods
    FROM asked AS c
    JOIN begun AS b ON b.claim = c.claim
),
pairs AS (
    SELECT
        p.claim, p.first_month, p.observations, p.held, p.last_month = c.last_month AS current, p.told AND s.told AS told, c.ord = 'asc' AS up, s.low AS s_low,
        s.high AS s_high,
        coalesce(CASE WHEN c.ord = 'asc' THEN p.high < s.low OR p.high = s.low AND coalesce(p.low < p.high, TRUE) AND p.held
             ELSE p.low > s.high OR p.low = s.high AND coalesce(s.low < s.high, TRUE) END, FALSE) AS ahead,
        coalesce(CASE WHEN c.ord = 'asc' THEN p.low < s.high ELSE p.high > s.low END, TRUE) AS maybe
    FROM periods AS p
    JOIN asked AS c ON c.claim = p.claim
    JOIN figures AS s ON s.claim = p.claim AND s.last_month = c.last_month
),
-- Whether one of a run of months that aren't held is surely ahead, though none of them alone is.
runs AS (
    SELECT p.claim, max(CASE WHEN p.up THEN CASE WHEN r.high_each < p.s_low THEN 1 END ELSE CASE WHEN r.low_each > p.s_high THEN 1 END END) AS ahead
    FROM pairs AS p
    JOIN asked AS c ON c.claim = p.claim
    JOIN begun AS b ON b.claim = c.claim
    JOIN spells AS r
        ON c.op = 'level' AND c.monthly AND r.region = c.subject AND r.series = c.series AND r.last_month < c.last_month AND r.first_month > b.earliest
        AND r.first_month >= c.since
    WHERE p.current
    GROUP BY p.claim
),
counted AS (
    SELECT
        p.claim, count(*) FILTER (WHERE held AND NOT current AND p.ahead) AS sure, count(*) FILTER (WHERE held AND NOT current AND maybe) AS possible,
        count(*) FILTER (WHERE held AND NOT current AND told AND p.ahead) AS told_sure,
        count(*) FILTER (WHERE held AND NOT current AND (maybe OR NOT told)) AS told_possible,
        greatest(count(*) FILTER (WHERE NOT held AND p.ahead), max(coalesce(r.ahead, 0))) AS bounded,
        greatest(count(*) FILTER (WHERE NOT held AND (p.ahead OR maybe)) + greatest(0, max(s.periods) - count(*)), max(coalesce(r.ahead, 0))) AS missing,
        count(*) FILTER (WHERE held) AS held, string_agg(observations, ',') AS observations, min(first_month) FILTER (WHERE held) AS since
    FROM pairs AS p
    JOIN spans AS s ON s.claim = p.claim
    LEFT JOIN runs AS r ON r.claim = p.claim
    GROUP BY p.claim
    HAVING count(*) FILTER (WHERE held) > 1
)
SELECT
    claim, 1 + sure + bounded AS low, 1 + possible + bounded AS high, 1 + sure + bounded AS widest_low, 1 + possible + missing AS widest_high,
    1 + told_sure + bounded AS outer_low, 1 + told_possible + missing AS outer_high, 'rank' AS unit, observations, CAST(NULL AS VARCHAR) AS members,
    held AS asked, held, 'sum' AS how, since
FROM counted
