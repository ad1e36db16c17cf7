-- Growth against the nation's; and every peer that the subject overtook since a year before: in a month those that it wasn't ahead of in the month just
-- before, of which the evaluator tells whether it was in any of the others.
SELECT
    s.region AS subject, 'growth' AS op, s.concept, s.flow, s.product, s.partner, s.regime, s.measure, s.basis, s.currency, s.period, s.first_month, s.last_month,
    NULL AS scope, '=' AS test, NULL AS threshold, NULL AS ord, s.nation AS versus, NULL AS base_first, NULL AS base_last
FROM slices AS s
WHERE s.region NOT IN (s.nation, coalesce(s.peers, '')) AND s.growth IS NOT NULL AND s.plain AND s.measure = 'value'
UNION ALL
SELECT
    s.region, 'level', s.concept, s.flow, s.product, s.partner, s.regime, s.measure, s.basis, s.currency, s.period, s.first_month, s.last_month,
    NULL, '>', NULL, NULL, l.region, s.first_month - 100, s.last_month - 100
FROM slices AS s
JOIN scope_members AS o ON o.scope = s.peers AND o.member = s.region
JOIN levels AS l ON l.series = s.series AND l.first_month = s.first_month AND l.last_month = s.last_month AND l.region <> s.region
JOIN scope_members AS p ON p.scope = s.peers AND p.member = l.region
JOIN (
    SELECT
        *, CASE WHEN first_month < last_month THEN first_month - 100 WHEN first_month % 100 = 1 THEN first_month - 89 ELSE first_month - 1 END AS before_first,
        CASE WHEN first_month < last_month THEN last_month - 100 WHEN first_month % 100 = 1 THEN first_month - 89 ELSE first_month - 1 END AS before_last
    FROM spans
) AS d ON d.first_month = s.first_month AND d.last_month = s.last_month
JOIN levels AS o_before
    ON o_before.series = s.series AND o_before.region = s.region AND o_before.first_month = d.before_first AND o_before.last_month = d.before_last
JOIN levels AS b ON b.series = s.series AND b.region = l.region AND b.first_month = d.before_first AND b.last_month = d.before_last
WHERE s.plain AND s.concept = 'trade' AND s.measure = 'value' AND s.low >= l.high AND o_before.high <= b.low
