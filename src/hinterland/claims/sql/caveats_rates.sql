-- What caveats on rates rest on, for all claims at once: the levels around a rate's base, and the growth of the year before. It needs no answers.
WITH asked AS (
    SELECT
        claim, kind, op, subject, product, partner, measure, first_month, last_month, coalesce(base_first, first_month - 100) AS b_first,
        coalesce(base_last, last_month - 100) AS b_last,
        concat_ws('|', concept, coalesce(flow, ''), product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, '')) AS series,
        concat_ws('|', concept, coalesce(flow, ''), 'all', 'world', 'all', measure, coalesce(basis, ''), coalesce(currency, '')) AS whole_series
    FROM claims
    WHERE op IN ('growth', 'multiple', 'cagr') AND kind IN ('value', 'rank', 'record', 'comparison') OR kind = 'change'
),
parts AS (
    SELECT claim, 'now' AS part, subject, series, first_month, last_month FROM asked
    UNION ALL
    SELECT claim, 'base', subject, series, b_first, b_last FROM asked
    UNION ALL
    SELECT claim, 'earlier', subject, series, b_first - 100, b_last - 100 FROM asked
    UNION ALL
    SELECT claim, 'later', subject, series, b_first + 100, b_last + 100 FROM asked
    UNION ALL
    SELECT claim, 'whole', subject, whole_series, b_first, b_last FROM asked WHERE measure = 'value' AND (product <> 'all' OR partner <> 'world')
),
sides AS (
    SELECT
        p.claim, max(CASE WHEN p.part = 'now' THEN l.value END) AS now_value, max(CASE WHEN p.part = 'base' THEN l.value END) AS base_value,
        max(CASE WHEN p.part = 'earlier' THEN l.value END) AS earlier_value, max(CASE WHEN p.part = 'later' THEN l.value END) AS later_value,
        max(CASE WHEN p.part = 'whole' THEN l.value END) AS whole_value
    FROM parts AS p
    JOIN levels AS l
        ON l.series = p.series AND l.region = p.subject AND l.first_month = p.first_month AND l.last_month = p.last_month AND l.held = l.members
    GROUP BY p.claim
),
rates AS (
    SELECT
        a.claim, max(CASE WHEN g.last_month = a.last_month THEN g.value END) AS rate, max(CASE WHEN g.last_month = a.b_last THEN g.value END) AS rate_before
    FROM asked AS a
    JOIN stated_rates AS g
        ON g.op = 'growth' AND g.series = a.series AND g.region = a.subject AND g.scope IS NULL AND g.versus IS NULL
        AND (g.first_month = a.first_month AND g.last_month = a.last_month OR g.first_month = a.b_first AND g.last_month = a.b_last)
    GROUP BY a.claim
)
SELECT
    coalesce(s.claim, r.claim) AS claim, CAST(s.now_value AS DOUBLE) AS now_value, CAST(s.base_value AS DOUBLE) AS base_value,
    CAST(s.earlier_value AS DOUBLE) AS earlier_value, CAST(s.later_value AS DOUBLE) AS later_value, CAST(s.whole_value AS DOUBLE) AS whole_value,
    CAST(r.rate AS DOUBLE) AS rate, CAST(r.rate_before AS DOUBLE) AS rate_before
FROM sides AS s
FULL JOIN rates AS r ON r.claim = s.claim
