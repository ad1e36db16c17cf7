-- Partners are ranked among countries, or among blocs, and counted among countries; products among HS codes of one length: overlapping baskets have no rank.
INSERT INTO claim_members
SELECT DISTINCT c.claim, l.partner AS member, TRUE AS placed, TRUE AS certain
FROM claims AS c
JOIN levels AS l
    ON l.region = c.subject AND l.concept = c.concept AND coalesce(l.flow, '') = coalesce(c.flow, '') AND l.product = c.product AND l.regime = c.regime
    AND l.measure = c.measure AND coalesce(l.basis, '') = coalesce(c.basis, '') AND coalesce(l.currency, '') = coalesce(c.currency, '')
    AND l.first_month = c.first_month AND l.last_month = c.last_month
JOIN partner_kinds AS own ON own.partner = c.partner
JOIN partner_kinds AS other ON other.partner = l.partner AND other.kind = CASE WHEN own.kind = 'world' AND c.kind = 'count' THEN 'country' ELSE own.kind END
WHERE c.scope = 'partners' AND other.kind IN ('country', 'bloc')
UNION ALL
SELECT DISTINCT c.claim, l.product AS member, TRUE AS placed, TRUE AS certain
FROM claims AS c
JOIN levels AS l
    ON l.region = c.subject AND l.concept = c.concept AND coalesce(l.flow, '') = coalesce(c.flow, '') AND l.partner = c.partner AND l.regime = c.regime
    AND l.measure = c.measure AND coalesce(l.basis, '') = coalesce(c.basis, '') AND coalesce(l.currency, '') = coalesce(c.currency, '')
    AND l.first_month = c.first_month AND l.last_month = c.last_month
    AND length(l.product) = length(c.product) AND substr(l.product, 1, 1) IN ('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')
WHERE c.scope = 'products' AND substr(c.product, 1, 1) IN ('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
