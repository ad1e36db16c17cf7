-- Thresholds crossed since a year before: upwards the largest that the figure has reached, for the subject alone and as the n-th of its groups; downwards the
-- smallest that it fell below. Where it had been on that side earlier, the crossing is the first since then.
WITH crossed AS (
    SELECT region, series, first_month, last_month, '>' AS test, max(mark) AS threshold
    FROM marks
    WHERE base_high <= mark AND regime = 'all'
    GROUP BY region, series, first_month, last_month
    UNION ALL
    SELECT s.region, s.series, s.first_month, s.last_month, '<' AS test, min(m.step * power(10, floor(log10(s.base_low)))) AS threshold
    FROM slices AS s
    CROSS JOIN landmarks AS m
    WHERE s.base_low >= 1 AND s.regime = 'all' AND s.measure IN ('value', 'quantity')
        AND m.step * power(10, floor(log10(s.base_low))) >= s.high AND m.step * power(10, floor(log10(s.base_low))) < s.base_low
    GROUP BY s.region, s.series, s.first_month, s.last_month
),
earlier AS (
    SELECT c.region, c.series, c.first_month, c.last_month, c.test, max(l.last_month) AS latest
    FROM crossed AS c
    JOIN slices AS s ON s.region = c.region AND s.series = c.series AND s.first_month = c.first_month AND s.last_month = c.last_month
    JOIN levels AS l
        ON l.region = c.region AND l.series = c.series AND l.last_month < s.first_month - 100 AND l.last_month - l.first_month = s.last_month - s.first_month
        AND (l.last_month % 100 = s.last_month % 100 OR s.first_month = s.last_month)
    WHERE CASE c.test WHEN '>' THEN CAST(l.high AS DOUBLE) > c.threshold ELSE CAST(l.low AS DOUBLE) < c.threshold END
    GROUP BY c.region, c.series, c.first_month, c.last_month, c.test
)
SELECT
    s.region AS subject, 'level' AS op, s.concept, s.flow, s.product, s.partner, s.regime, s.measure, s.basis, s.currency, s.period, s.first_month, s.last_month,
    m.scope, c.test, c.threshold, NULL AS ord, NULL AS versus, CASE WHEN m.scope IS NULL THEN e.latest - (s.last_month - s.first_month) END AS base_first,
    CASE WHEN m.scope IS NULL THEN e.latest END AS base_last
FROM crossed AS c
JOIN slices AS s ON s.region = c.region AND s.series = c.series AND s.first_month = c.first_month AND s.last_month = c.last_month
JOIN (
    SELECT scope, member FROM mined_scopes WHERE kind = 'first'
    UNION ALL
    SELECT NULL AS scope, subject AS member FROM subjects
) AS m ON m.member = s.region AND (c.test = '>' OR m.scope IS NULL)
LEFT JOIN earlier AS e
    ON e.region = c.region AND e.series = c.series AND e.first_month = c.first_month AND e.last_month = c.last_month AND e.test = c.test
