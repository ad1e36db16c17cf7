-- How many periods in a row, up to and with the claim's, the predicate on a level or on growth holds: years, for a month months, and of other stretches the
-- same one of each year. The low end counts periods that surely satisfy it, the high end those that possibly do. A level that isn't held counts where its
-- bounds decide; neither end looks past any other period that is not held. The run may go on there, and before the first period held, so that the widest high
-- end stops only at a period that surely breaks it, and the widest low end at one that doesn't surely satisfy it: growth computed from levels may lie three points off, by as
-- much as levels of the year before are revised.
WITH asked AS (
    SELECT
        *,
        concat_ws('|', concept, coalesce(flow, ''), product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, '')) AS series,
        CASE WHEN op = 'growth' THEN coalesce(threshold, 0) ELSE threshold END AS mark
    FROM claims
    WHERE kind = 'streak' AND op IN ('level', 'growth') AND test IN ('>', '>=', '<', '<=')
),
periods AS (
    SELECT
        c.claim, c.test, CAST(c.mark AS DOUBLE) AS mark, c.first_month = c.last_month AS monthly, c.last_month AS now, l.first_month, l.last_month,
        CAST(l.low AS DOUBLE) AS low, CAST(l.high AS DOUBLE) AS high, l.observations, TRUE AS told
    FROM asked AS c
    JOIN levels AS l
        ON c.op = 'level' AND l.region = c.subject AND l.series = c.series AND l.last_month <= c.last_month AND l.held = l.members
        AND l.last_month - l.first_month = c.last_month - c.first_month
    WHERE c.mark IS NOT NULL
    UNION ALL
    SELECT
        c.claim, c.test, CAST(c.mark AS DOUBLE) AS mark, c.first_month = c.last_month AS monthly, c.last_month AS now, g.first_month, g.last_month,
        g.low, g.high, g.observations, g.published
    FROM asked AS c
    JOIN growths AS g
        ON c.op = 'growth' AND g.region = c.subject AND g.series = c.series AND g.last_month <= c.last_month
        AND g.last_month - g.first_month = c.last_month - c.first_month
),
begun AS (SELECT claim, min(first_month) AS earliest FROM periods WHERE monthly OR last_month % 100 = now % 100 GROUP BY claim),
known AS (
    SELECT *, TRUE AS held FROM periods
    UNION ALL
    SELECT
        c.claim, c.test, CAST(c.mark AS DOUBLE) AS mark, c.first_month = c.last_month AS monthly, c.last_month AS now, u.first_month, u.last_month,
        u.low, u.high, CAST(NULL AS VARCHAR) AS observations, TRUE AS told, FALSE AS held
    FROM asked AS c
    JOIN begun AS b ON b.claim = c.claim
    JOIN unheld AS u
        ON c.op = 'level' AND u.region = c.subject AND u.series = c.series AND u.last_month < c.last_month AND u.first_month > b.earliest
        AND u.last_month - u.first_month = c.last_month - c.first_month
),
judged AS (
    SELECT
        *,
        coalesce(CASE test
            WHEN '>' THEN low > mark WHEN '>=' THEN low >= mark
            WHEN '<' THEN high < mark OR high = mark AND coalesce(low < high, TRUE) AND held WHEN '<=' THEN high <= mark
        END, FALSE) AS sure,
        coalesce(CASE test
            WHEN '>' THEN high > mark WHEN '>=' THEN high > mark OR high = mark AND (low = high OR NOT held) WHEN '<' THEN low < mark WHEN '<=' THEN low <= mark
        END, TRUE) AS possible,
        coalesce(CASE test
            WHEN '>' THEN high + slack > mark WHEN '>=' THEN high + slack > mark OR high + slack = mark AND (low = high OR NOT held)
            WHEN '<' THEN low - slack < mark WHEN '<=' THEN low - slack <= mark
        END, TRUE) AS possible_revised,
        coalesce(CASE test
            WHEN '>' THEN low - slack > mark WHEN '>=' THEN low - slack >= mark
            WHEN '<' THEN high + slack < mark OR high + slack = mark AND coalesce(low < high, TRUE) AND held WHEN '<=' THEN high + slack <= mark
        END, FALSE) AS sure_revised,
        CASE WHEN monthly THEN floor(now / 100) * 12 + now % 100 - floor(last_month / 100) * 12 - last_month % 100 ELSE (now - last_month) / 100 END AS back
    FROM (SELECT *, CASE WHEN told THEN 0 ELSE 3 END AS slack FROM known) AS k
    WHERE monthly OR last_month % 100 = now % 100
),
placed AS (
    SELECT *, back - row_number() OVER (PARTITION BY claim ORDER BY back) + 1 AS skipped
    FROM judged
    WHERE held OR sure OR NOT possible
),
breaks AS (
    SELECT
        claim, min(CASE WHEN NOT sure OR skipped > 0 THEN back END) AS unsure,
        min(CASE WHEN NOT sure_revised OR skipped > 0 THEN back END) AS revised, min(CASE WHEN NOT possible OR skipped > 0 THEN back END) AS broken,
        min(CASE WHEN NOT possible_revised THEN back END) AS ended, min(CASE WHEN NOT (sure AND told) OR skipped > 0 THEN back END) AS untold,
        min(CASE WHEN NOT possible AND told THEN back END) AS refuted, count(*) FILTER (WHERE skipped = 0) AS periods
    FROM placed
    GROUP BY claim
    HAVING min(back) = 0
)
SELECT
    b.claim, least(coalesce(b.unsure, b.periods), b.periods) AS low, least(coalesce(b.broken, b.periods), b.periods) AS high,
    least(coalesce(b.revised, b.periods), b.periods) AS widest_low, b.ended AS widest_high,
    least(coalesce(b.untold, b.periods), b.periods) AS outer_low, b.refuted AS outer_high, 'count' AS unit,
    string_agg(p.observations, ',') AS observations, CAST(NULL AS VARCHAR) AS members, max(b.periods) AS asked, max(b.periods) AS held, 'sum' AS how,
    min(p.first_month) AS since
FROM breaks AS b
JOIN placed AS p ON p.claim = b.claim AND p.back <= coalesce(b.unsure, b.periods)
GROUP BY b.claim, b.unsure, b.revised, b.broken, b.ended, b.untold, b.refuted, b.periods
