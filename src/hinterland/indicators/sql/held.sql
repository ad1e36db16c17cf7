-- The observations asked for, held and derived: what their model tells of them.
SELECT
    o.id, o.op, o.concept, o.flow, o.product, o.partner, o.regime, o.measure, o.basis, o.currency, o.region, o.period, o.versus, o.scope, o.predicate,
    o.value, o.low, o.high, o.unit, o."precision", o.source, o.released, o.reliability, o.file, o."row", o.load, o.note
FROM wanted AS w
JOIN observations AS o ON o.id = w.id
