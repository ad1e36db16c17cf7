-- The subject's place among its own periods of the same length, up to and with the claim's and from its window's beginning; one is a record. Of months all
-- count, along the axis of years only those of the same name. Levels and growth rates are judged, within the periods held.
WITH asked AS (
    SELECT
        *,
        concat_ws('|', concept, coalesce(flow, ''), product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, '')) AS series
    FROM claims
    WHERE kind = 'record' AND op IN ('level', 'growth')
),
periods AS (
    SELECT
        c.claim, c.ord = 'asc' AS up, c.last_month AS now, l.first_month, l.last_month, CAST(l.low AS DOUBLE) AS low, CAST(l.high AS DOUBLE) AS high, l.observations,
        TRUE AS told
    FROM asked AS c
    JOIN levels AS l
        ON c.op = 'level' AND l.region = c.subject AND l.series = c.series AND l.last_month <= c.last_month AND l.held = l.members
        AND l.last_month - l.first_month = c.last_month - c.first_month AND l.first_month >= coalesce(c.window_first, 0)
        AND (l.last_month % 100 = c.last_month % 100 OR c.first_month = c.last_month AND coalesce(c.scope, '') <> 'years')
    UNION ALL
    SELECT
        c.claim, c.ord = 'asc' AS up, c.last_month AS now, g.first_month, g.last_month, g.low, g.high, g.observations, g.published
    FROM asked AS c
    JOIN growths AS g
        ON c.op = 'growth' AND g.region = c.subject AND g.series = c.series AND g.last_month <= c.last_month
        AND g.last_month - g.first_month = c.last_month - c.first_month AND g.first_month >= coalesce(c.window_first, 0)
        AND (g.last_month % 100 = c.last_month % 100 OR c.first_month = c.last_month AND coalesce(c.scope, '') <> 'years')
),
pairs AS (
    SELECT
        p.claim, p.first_month, p.observations, p.last_month = p.now AS current, p.told AND s.told AS told,
        CASE WHEN p.up THEN p.high < s.low OR p.high = s.low AND coalesce(p.low < p.high, TRUE)
             ELSE p.low > s.high OR p.low = s.high AND coalesce(s.low < s.high, TRUE) END AS ahead,
        coalesce(CASE WHEN p.up THEN p.low < s.high ELSE p.high > s.low END, TRUE) AS maybe
    FROM periods AS p
    JOIN periods AS s ON s.claim = p.claim AND s.last_month = s.now
)
SELECT
    claim,
    1 + count(*) FILTER (WHERE NOT current AND ahead) AS low, 1 + count(*) FILTER (WHERE NOT current AND maybe) AS high,
    1 + count(*) FILTER (WHERE NOT current AND ahead) AS widest_low, 1 + count(*) FILTER (WHERE NOT current AND maybe) AS widest_high,
    1 + count(*) FILTER (WHERE NOT current AND told AND ahead) AS outer_low, 1 + count(*) FILTER (WHERE NOT current AND (maybe OR NOT told)) AS outer_high,
    'rank' AS unit, string_agg(observations, ',') AS observations, CAST(NULL AS VARCHAR) AS members, count(*) AS asked, count(*) AS held, 'sum' AS how,
    min(first_month) AS since
FROM pairs
GROUP BY claim
HAVING count(*) > 1
