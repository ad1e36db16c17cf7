-- Growth reckoned when it is asked for: of a large state only the rows asked for are ever needed.
CREATE OR REPLACE VIEW growths AS
SELECT region, series, first_month, last_month, low, high, observations, published FROM reckoned;
