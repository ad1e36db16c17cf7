-- How many periods in a row, up to and with the claim's, the predicate on growth holds (`> 0` a rise, `< 0` a fall). The low end counts periods that surely
-- do, the high end those that possibly do; a run that reaches the first period held may be longer, so its widest high end is open.
WITH growths AS (
    SELECT
        c.claim, c.test, c.last_month AS now, l.last_month,
        coalesce(CAST(g.low AS DOUBLE), 100 * (CAST(l.low AS DOUBLE) / nullif(CAST(b.high AS DOUBLE), 0) - 1)) AS low,
        coalesce(CAST(g.high AS DOUBLE), 100 * (CAST(l.high AS DOUBLE) / nullif(CAST(b.low AS DOUBLE), 0) - 1)) AS high,
        coalesce(g.id, concat_ws(',', l.observations, b.observations)) AS observations
    FROM claims AS c
    JOIN levels AS l
        ON l.region = c.subject AND l.last_month <= c.last_month AND l.last_month - l.first_month = c.last_month - c.first_month
        AND l.last_month % 100 = c.last_month % 100
        AND l.series = concat_ws('|', c.concept, coalesce(c.flow, ''), c.product, c.partner, c.regime, c.measure, coalesce(c.basis, ''), coalesce(c.currency, ''))
    LEFT JOIN levels AS b
        ON b.series = l.series AND b.region = l.region AND b.first_month = l.first_month - 100 AND b.last_month = l.last_month - 100
        AND b.held = l.held
    LEFT JOIN preferred AS g
        ON g.op = 'growth' AND g.series = l.series AND g.region = l.region AND g.first_month = l.first_month AND g.last_month = l.last_month
        AND g.scope IS NULL AND g.versus IS NULL
    WHERE c.kind = 'streak'
),
judged AS (
    SELECT
        *,
        CASE WHEN test = '<' THEN high <= 0 ELSE low > 0 END AS sure,
        CASE WHEN test = '<' THEN low < 0 ELSE high > 0 END AS possible,
        row_number() OVER (PARTITION BY claim ORDER BY last_month DESC) AS back,
        (now - last_month) / 100.0 + 1 AS place
    FROM growths
    WHERE low IS NOT NULL AND high IS NOT NULL
),
breaks AS (
    SELECT
        claim, min(CASE WHEN NOT sure OR place <> back THEN back END) AS first_unsure, min(CASE WHEN NOT possible OR place <> back THEN back END) AS first_no,
        count(*) AS periods, max(now) AS now
    FROM judged
    GROUP BY claim
)
SELECT
    b.claim, coalesce(b.first_unsure - 1, b.periods) AS low, coalesce(b.first_no - 1, b.periods) AS high, coalesce(b.first_unsure - 1, b.periods) AS widest_low,
    CASE WHEN b.first_no IS NULL THEN NULL ELSE b.first_no - 1 END AS widest_high, 'count' AS unit,
    string_agg(j.observations, ',') AS observations, CAST(NULL AS VARCHAR) AS members, max(b.periods) AS asked, max(b.periods) AS held, 'sum' AS how,
    min(j.last_month) AS since
FROM breaks AS b
JOIN judged AS j ON j.claim = b.claim AND j.back <= coalesce(b.first_unsure, b.periods)
GROUP BY b.claim, b.first_unsure, b.first_no, b.periods
