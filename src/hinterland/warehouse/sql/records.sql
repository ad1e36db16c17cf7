-- Records that count: those of the live loads. No load revised another's, so every line held stands.
CREATE OR REPLACE VIEW records AS
SELECT r.*, l.seq
FROM records_stored AS r
JOIN loads_live AS l ON l.load = r.load
WHERE r.source NOT IN (SELECT source FROM left_out);
