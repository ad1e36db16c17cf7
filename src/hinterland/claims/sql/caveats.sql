-- What caveats rest on, for all claims at once: the levels around the base of a rate, the growth of the year before, and the nearest that could turn a
-- place, a count, a first or a comparison over.
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
),
own AS (
    SELECT n.claim, n.need, a.value, a.low, a.high
    FROM claim_needs AS n
    JOIN answers AS a ON a.need = n.need
    WHERE n.role = 'subject'
),
-- What could turn the claim over: of a place and a comparison those that the subject is set against, of a count and a first the threshold.
near AS (
    SELECT
        c.claim, coalesce(n.member, c.subject) AS member, a.value, a.low, a.high, c.threshold, s.value AS own, s.low AS own_low, s.high AS own_high,
        c.kind IN ('rank', 'comparison') AS rivalled
    FROM claims AS c
    JOIN claim_needs AS n
        ON n.claim = c.claim AND n.placed
        AND n.role = CASE c.kind WHEN 'rank' THEN 'member' WHEN 'count' THEN 'member' WHEN 'comparison' THEN 'versus' WHEN 'first' THEN 'subject' END
    JOIN answers AS a ON a.need = n.need
    JOIN own AS s ON s.claim = c.claim
    WHERE CASE
        WHEN c.kind = 'rank' THEN n.need <> s.need
        WHEN c.kind = 'comparison' THEN n.need <> s.need AND c.test IN ('>', '>=', '<', '<=')
        ELSE c.threshold IS NOT NULL
    END
),
rivals AS (
    SELECT
        claim, member, CASE WHEN rivalled THEN abs(value - own) ELSE abs(value - threshold) END AS gap,
        CASE WHEN rivalled THEN abs(own) ELSE abs(CAST(threshold AS DOUBLE)) END AS size,
        CASE WHEN rivalled THEN greatest(high - low, own_high - own_low) ELSE high - low END AS rounding
    FROM near
),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY claim ORDER BY gap, member) AS place FROM rivals WHERE gap IS NOT NULL
)
SELECT
    c.claim, CAST(s.now_value AS DOUBLE) AS now_value, CAST(s.base_value AS DOUBLE) AS base_value, CAST(s.earlier_value AS DOUBLE) AS earlier_value,
    CAST(s.later_value AS DOUBLE) AS later_value, CAST(s.whole_value AS DOUBLE) AS whole_value, CAST(r.rate AS DOUBLE) AS rate,
    CAST(r.rate_before AS DOUBLE) AS rate_before, p.member AS nearest, CAST(p.gap AS DOUBLE) AS gap, CAST(p.size AS DOUBLE) AS size,
    CAST(p.rounding AS DOUBLE) AS rounding
FROM claims AS c
LEFT JOIN sides AS s ON s.claim = c.claim
LEFT JOIN rates AS r ON r.claim = c.claim
LEFT JOIN placed AS p ON p.claim = c.claim AND p.place = 1
WHERE s.claim IS NOT NULL OR r.claim IS NOT NULL OR p.claim IS NOT NULL
