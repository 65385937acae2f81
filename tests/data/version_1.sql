-- What Freshbars left in a database in its first released version (commit 830bd7f): tables of the configured schema,
-- named without it, and their rows. Asset 11: days are missing (the last of a week and of a month among them), and one day
-- was restated. 12: two source rows are no bars, which they were at first. 13: it became stale, so its EMAs lag behind its
-- bars. tests/data/make_version_1.py made this file, and says how to make it again.
CREATE TABLE cmc_ema_multi_tf (
    id integer NOT NULL,
    tf text NOT NULL COLLATE pg_catalog."C",
    period integer NOT NULL,
    ts timestamp with time zone NOT NULL,
    tf_days integer NOT NULL,
    roll boolean NOT NULL,
    ema double precision NOT NULL,
    d1 double precision,
    d2 double precision,
    d1_roll double precision,
    d2_roll double precision,
    ingested_at timestamp with time zone DEFAULT now() NOT NULL
);
COMMENT ON TABLE cmc_ema_multi_tf IS 'EMAs of the family multi_tf, one row for each daily bar from the first defined value on.';
COMMENT ON COLUMN cmc_ema_multi_tf.id IS 'asset';
COMMENT ON COLUMN cmc_ema_multi_tf.tf IS 'timeframe';
COMMENT ON COLUMN cmc_ema_multi_tf.period IS 'EMA period, in bars';
COMMENT ON COLUMN cmc_ema_multi_tf.ts IS 'time_close of the daily bar';
COMMENT ON COLUMN cmc_ema_multi_tf.tf_days IS 'nominal days of the timeframe';
COMMENT ON COLUMN cmc_ema_multi_tf.roll IS 'false on canonical rows';
COMMENT ON COLUMN cmc_ema_multi_tf.ema IS 'the EMA';
COMMENT ON COLUMN cmc_ema_multi_tf.d1 IS 'first difference over canonical rows; NULL elsewhere';
COMMENT ON COLUMN cmc_ema_multi_tf.d2 IS 'second difference over canonical rows; NULL elsewhere';
COMMENT ON COLUMN cmc_ema_multi_tf.d1_roll IS 'first difference over all rows';
COMMENT ON COLUMN cmc_ema_multi_tf.d2_roll IS 'second difference over all rows';
COMMENT ON COLUMN cmc_ema_multi_tf.ingested_at IS 'when the row was written';
CREATE TABLE cmc_ema_multi_tf_cal_anchor_iso (
    id integer NOT NULL,
    tf text NOT NULL COLLATE pg_catalog."C",
    period integer NOT NULL,
    ts timestamp with time zone NOT NULL,
    tf_days integer NOT NULL,
    roll boolean NOT NULL,
    ema double precision NOT NULL,
    d1 double precision,
    d2 double precision,
    d1_roll double precision,
    d2_roll double precision,
    ema_bar double precision NOT NULL,
    d1_bar double precision,
    d2_bar double precision,
    d1_roll_bar double precision,
    d2_roll_bar double precision,
    ingested_at timestamp with time zone DEFAULT now() NOT NULL
);
COMMENT ON TABLE cmc_ema_multi_tf_cal_anchor_iso IS 'EMAs of the family cal_anchor_iso, one row for each daily bar from the first defined value on.';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso.id IS 'asset';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso.tf IS 'timeframe';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso.period IS 'EMA period, in bars';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso.ts IS 'time_close of the daily bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso.tf_days IS 'nominal days of the timeframe';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso.roll IS 'false on canonical rows';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso.ema IS 'the EMA';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso.d1 IS 'first difference over canonical rows; NULL elsewhere';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso.d2 IS 'second difference over canonical rows; NULL elsewhere';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso.d1_roll IS 'first difference over all rows';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso.d2_roll IS 'second difference over all rows';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso.ema_bar IS 'EMA of canonical closes, previewed between them';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso.d1_bar IS 'd1 of ema_bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso.d2_bar IS 'd2 of ema_bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso.d1_roll_bar IS 'd1_roll of ema_bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso.d2_roll_bar IS 'd2_roll of ema_bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso.ingested_at IS 'when the row was written';
CREATE TABLE cmc_ema_multi_tf_cal_anchor_iso_state (
    id integer NOT NULL,
    built_from text NOT NULL,
    version text NOT NULL,
    tfs text[] NOT NULL,
    periods integer[] NOT NULL,
    last_ts timestamp with time zone NOT NULL,
    n_rows bigint NOT NULL,
    built_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE cmc_ema_multi_tf_cal_anchor_iso_state IS 'What the series of each asset were built from.';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso_state.id IS 'asset';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso_state.built_from IS 'bars_digest of the daily bars that the series were built from';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso_state.version IS 'of the computation, with the time zone of its calendar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso_state.tfs IS 'timeframes that are built';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso_state.periods IS 'EMA periods that are built';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso_state.last_ts IS 'newest daily bar that is built in';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso_state.n_rows IS 'rows of the series';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_iso_state.built_at IS 'when the asset was last written';
CREATE TABLE cmc_ema_multi_tf_cal_anchor_us (
    id integer NOT NULL,
    tf text NOT NULL COLLATE pg_catalog."C",
    period integer NOT NULL,
    ts timestamp with time zone NOT NULL,
    tf_days integer NOT NULL,
    roll boolean NOT NULL,
    ema double precision NOT NULL,
    d1 double precision,
    d2 double precision,
    d1_roll double precision,
    d2_roll double precision,
    ema_bar double precision NOT NULL,
    d1_bar double precision,
    d2_bar double precision,
    d1_roll_bar double precision,
    d2_roll_bar double precision,
    ingested_at timestamp with time zone DEFAULT now() NOT NULL
);
COMMENT ON TABLE cmc_ema_multi_tf_cal_anchor_us IS 'EMAs of the family cal_anchor_us, one row for each daily bar from the first defined value on.';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us.id IS 'asset';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us.tf IS 'timeframe';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us.period IS 'EMA period, in bars';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us.ts IS 'time_close of the daily bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us.tf_days IS 'nominal days of the timeframe';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us.roll IS 'false on canonical rows';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us.ema IS 'the EMA';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us.d1 IS 'first difference over canonical rows; NULL elsewhere';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us.d2 IS 'second difference over canonical rows; NULL elsewhere';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us.d1_roll IS 'first difference over all rows';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us.d2_roll IS 'second difference over all rows';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us.ema_bar IS 'EMA of canonical closes, previewed between them';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us.d1_bar IS 'd1 of ema_bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us.d2_bar IS 'd2 of ema_bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us.d1_roll_bar IS 'd1_roll of ema_bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us.d2_roll_bar IS 'd2_roll of ema_bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us.ingested_at IS 'when the row was written';
CREATE TABLE cmc_ema_multi_tf_cal_anchor_us_state (
    id integer NOT NULL,
    built_from text NOT NULL,
    version text NOT NULL,
    tfs text[] NOT NULL,
    periods integer[] NOT NULL,
    last_ts timestamp with time zone NOT NULL,
    n_rows bigint NOT NULL,
    built_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE cmc_ema_multi_tf_cal_anchor_us_state IS 'What the series of each asset were built from.';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us_state.id IS 'asset';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us_state.built_from IS 'bars_digest of the daily bars that the series were built from';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us_state.version IS 'of the computation, with the time zone of its calendar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us_state.tfs IS 'timeframes that are built';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us_state.periods IS 'EMA periods that are built';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us_state.last_ts IS 'newest daily bar that is built in';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us_state.n_rows IS 'rows of the series';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_anchor_us_state.built_at IS 'when the asset was last written';
CREATE TABLE cmc_ema_multi_tf_cal_iso (
    id integer NOT NULL,
    tf text NOT NULL COLLATE pg_catalog."C",
    period integer NOT NULL,
    ts timestamp with time zone NOT NULL,
    tf_days integer NOT NULL,
    roll boolean NOT NULL,
    ema double precision NOT NULL,
    d1 double precision,
    d2 double precision,
    d1_roll double precision,
    d2_roll double precision,
    ema_bar double precision NOT NULL,
    d1_bar double precision,
    d2_bar double precision,
    d1_roll_bar double precision,
    d2_roll_bar double precision,
    ingested_at timestamp with time zone DEFAULT now() NOT NULL
);
COMMENT ON TABLE cmc_ema_multi_tf_cal_iso IS 'EMAs of the family cal_iso, one row for each daily bar from the first defined value on.';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso.id IS 'asset';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso.tf IS 'timeframe';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso.period IS 'EMA period, in bars';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso.ts IS 'time_close of the daily bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso.tf_days IS 'nominal days of the timeframe';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso.roll IS 'false on canonical rows';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso.ema IS 'the EMA';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso.d1 IS 'first difference over canonical rows; NULL elsewhere';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso.d2 IS 'second difference over canonical rows; NULL elsewhere';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso.d1_roll IS 'first difference over all rows';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso.d2_roll IS 'second difference over all rows';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso.ema_bar IS 'EMA of canonical closes, previewed between them';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso.d1_bar IS 'd1 of ema_bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso.d2_bar IS 'd2 of ema_bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso.d1_roll_bar IS 'd1_roll of ema_bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso.d2_roll_bar IS 'd2_roll of ema_bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso.ingested_at IS 'when the row was written';
CREATE TABLE cmc_ema_multi_tf_cal_iso_state (
    id integer NOT NULL,
    built_from text NOT NULL,
    version text NOT NULL,
    tfs text[] NOT NULL,
    periods integer[] NOT NULL,
    last_ts timestamp with time zone NOT NULL,
    n_rows bigint NOT NULL,
    built_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE cmc_ema_multi_tf_cal_iso_state IS 'What the series of each asset were built from.';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso_state.id IS 'asset';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso_state.built_from IS 'bars_digest of the daily bars that the series were built from';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso_state.version IS 'of the computation, with the time zone of its calendar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso_state.tfs IS 'timeframes that are built';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso_state.periods IS 'EMA periods that are built';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso_state.last_ts IS 'newest daily bar that is built in';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso_state.n_rows IS 'rows of the series';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_iso_state.built_at IS 'when the asset was last written';
CREATE TABLE cmc_ema_multi_tf_cal_us (
    id integer NOT NULL,
    tf text NOT NULL COLLATE pg_catalog."C",
    period integer NOT NULL,
    ts timestamp with time zone NOT NULL,
    tf_days integer NOT NULL,
    roll boolean NOT NULL,
    ema double precision NOT NULL,
    d1 double precision,
    d2 double precision,
    d1_roll double precision,
    d2_roll double precision,
    ema_bar double precision NOT NULL,
    d1_bar double precision,
    d2_bar double precision,
    d1_roll_bar double precision,
    d2_roll_bar double precision,
    ingested_at timestamp with time zone DEFAULT now() NOT NULL
);
COMMENT ON TABLE cmc_ema_multi_tf_cal_us IS 'EMAs of the family cal_us, one row for each daily bar from the first defined value on.';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us.id IS 'asset';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us.tf IS 'timeframe';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us.period IS 'EMA period, in bars';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us.ts IS 'time_close of the daily bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us.tf_days IS 'nominal days of the timeframe';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us.roll IS 'false on canonical rows';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us.ema IS 'the EMA';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us.d1 IS 'first difference over canonical rows; NULL elsewhere';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us.d2 IS 'second difference over canonical rows; NULL elsewhere';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us.d1_roll IS 'first difference over all rows';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us.d2_roll IS 'second difference over all rows';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us.ema_bar IS 'EMA of canonical closes, previewed between them';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us.d1_bar IS 'd1 of ema_bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us.d2_bar IS 'd2 of ema_bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us.d1_roll_bar IS 'd1_roll of ema_bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us.d2_roll_bar IS 'd2_roll of ema_bar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us.ingested_at IS 'when the row was written';
CREATE TABLE cmc_ema_multi_tf_cal_us_state (
    id integer NOT NULL,
    built_from text NOT NULL,
    version text NOT NULL,
    tfs text[] NOT NULL,
    periods integer[] NOT NULL,
    last_ts timestamp with time zone NOT NULL,
    n_rows bigint NOT NULL,
    built_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE cmc_ema_multi_tf_cal_us_state IS 'What the series of each asset were built from.';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us_state.id IS 'asset';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us_state.built_from IS 'bars_digest of the daily bars that the series were built from';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us_state.version IS 'of the computation, with the time zone of its calendar';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us_state.tfs IS 'timeframes that are built';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us_state.periods IS 'EMA periods that are built';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us_state.last_ts IS 'newest daily bar that is built in';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us_state.n_rows IS 'rows of the series';
COMMENT ON COLUMN cmc_ema_multi_tf_cal_us_state.built_at IS 'when the asset was last written';
CREATE TABLE cmc_ema_multi_tf_state (
    id integer NOT NULL,
    built_from text NOT NULL,
    version text NOT NULL,
    tfs text[] NOT NULL,
    periods integer[] NOT NULL,
    last_ts timestamp with time zone NOT NULL,
    n_rows bigint NOT NULL,
    built_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE cmc_ema_multi_tf_state IS 'What the series of each asset were built from.';
COMMENT ON COLUMN cmc_ema_multi_tf_state.id IS 'asset';
COMMENT ON COLUMN cmc_ema_multi_tf_state.built_from IS 'bars_digest of the daily bars that the series were built from';
COMMENT ON COLUMN cmc_ema_multi_tf_state.version IS 'of the computation, with the time zone of its calendar';
COMMENT ON COLUMN cmc_ema_multi_tf_state.tfs IS 'timeframes that are built';
COMMENT ON COLUMN cmc_ema_multi_tf_state.periods IS 'EMA periods that are built';
COMMENT ON COLUMN cmc_ema_multi_tf_state.last_ts IS 'newest daily bar that is built in';
COMMENT ON COLUMN cmc_ema_multi_tf_state.n_rows IS 'rows of the series';
COMMENT ON COLUMN cmc_ema_multi_tf_state.built_at IS 'when the asset was last written';
CREATE TABLE cmc_ema_multi_tf_v2 (
    id integer NOT NULL,
    tf text NOT NULL COLLATE pg_catalog."C",
    period integer NOT NULL,
    ts timestamp with time zone NOT NULL,
    tf_days integer NOT NULL,
    roll boolean NOT NULL,
    ema double precision NOT NULL,
    d1 double precision,
    d2 double precision,
    d1_roll double precision,
    d2_roll double precision,
    ingested_at timestamp with time zone DEFAULT now() NOT NULL
);
COMMENT ON TABLE cmc_ema_multi_tf_v2 IS 'EMAs of the family v2, one row for each daily bar from the first defined value on.';
COMMENT ON COLUMN cmc_ema_multi_tf_v2.id IS 'asset';
COMMENT ON COLUMN cmc_ema_multi_tf_v2.tf IS 'timeframe';
COMMENT ON COLUMN cmc_ema_multi_tf_v2.period IS 'EMA period, in bars';
COMMENT ON COLUMN cmc_ema_multi_tf_v2.ts IS 'time_close of the daily bar';
COMMENT ON COLUMN cmc_ema_multi_tf_v2.tf_days IS 'nominal days of the timeframe';
COMMENT ON COLUMN cmc_ema_multi_tf_v2.roll IS 'false on canonical rows';
COMMENT ON COLUMN cmc_ema_multi_tf_v2.ema IS 'the EMA';
COMMENT ON COLUMN cmc_ema_multi_tf_v2.d1 IS 'first difference over canonical rows; NULL elsewhere';
COMMENT ON COLUMN cmc_ema_multi_tf_v2.d2 IS 'second difference over canonical rows; NULL elsewhere';
COMMENT ON COLUMN cmc_ema_multi_tf_v2.d1_roll IS 'first difference over all rows';
COMMENT ON COLUMN cmc_ema_multi_tf_v2.d2_roll IS 'second difference over all rows';
COMMENT ON COLUMN cmc_ema_multi_tf_v2.ingested_at IS 'when the row was written';
CREATE VIEW cmc_ema_multi_tf_u AS
 SELECT cmc_ema_multi_tf.id,
    cmc_ema_multi_tf.tf,
    cmc_ema_multi_tf.period,
    cmc_ema_multi_tf.ts,
    cmc_ema_multi_tf.tf_days,
    cmc_ema_multi_tf.roll,
    cmc_ema_multi_tf.ema,
    cmc_ema_multi_tf.d1,
    cmc_ema_multi_tf.d2,
    cmc_ema_multi_tf.d1_roll,
    cmc_ema_multi_tf.d2_roll,
    cmc_ema_multi_tf.ingested_at,
    NULL::double precision AS ema_bar,
    NULL::double precision AS d1_bar,
    NULL::double precision AS d2_bar,
    NULL::double precision AS d1_roll_bar,
    NULL::double precision AS d2_roll_bar,
    'multi_tf'::text AS alignment_source
   FROM cmc_ema_multi_tf
UNION ALL
 SELECT cmc_ema_multi_tf_cal_us.id,
    cmc_ema_multi_tf_cal_us.tf,
    cmc_ema_multi_tf_cal_us.period,
    cmc_ema_multi_tf_cal_us.ts,
    cmc_ema_multi_tf_cal_us.tf_days,
    cmc_ema_multi_tf_cal_us.roll,
    cmc_ema_multi_tf_cal_us.ema,
    cmc_ema_multi_tf_cal_us.d1,
    cmc_ema_multi_tf_cal_us.d2,
    cmc_ema_multi_tf_cal_us.d1_roll,
    cmc_ema_multi_tf_cal_us.d2_roll,
    cmc_ema_multi_tf_cal_us.ingested_at,
    cmc_ema_multi_tf_cal_us.ema_bar,
    cmc_ema_multi_tf_cal_us.d1_bar,
    cmc_ema_multi_tf_cal_us.d2_bar,
    cmc_ema_multi_tf_cal_us.d1_roll_bar,
    cmc_ema_multi_tf_cal_us.d2_roll_bar,
    'cal_us'::text AS alignment_source
   FROM cmc_ema_multi_tf_cal_us
UNION ALL
 SELECT cmc_ema_multi_tf_cal_iso.id,
    cmc_ema_multi_tf_cal_iso.tf,
    cmc_ema_multi_tf_cal_iso.period,
    cmc_ema_multi_tf_cal_iso.ts,
    cmc_ema_multi_tf_cal_iso.tf_days,
    cmc_ema_multi_tf_cal_iso.roll,
    cmc_ema_multi_tf_cal_iso.ema,
    cmc_ema_multi_tf_cal_iso.d1,
    cmc_ema_multi_tf_cal_iso.d2,
    cmc_ema_multi_tf_cal_iso.d1_roll,
    cmc_ema_multi_tf_cal_iso.d2_roll,
    cmc_ema_multi_tf_cal_iso.ingested_at,
    cmc_ema_multi_tf_cal_iso.ema_bar,
    cmc_ema_multi_tf_cal_iso.d1_bar,
    cmc_ema_multi_tf_cal_iso.d2_bar,
    cmc_ema_multi_tf_cal_iso.d1_roll_bar,
    cmc_ema_multi_tf_cal_iso.d2_roll_bar,
    'cal_iso'::text AS alignment_source
   FROM cmc_ema_multi_tf_cal_iso
UNION ALL
 SELECT cmc_ema_multi_tf_cal_anchor_us.id,
    cmc_ema_multi_tf_cal_anchor_us.tf,
    cmc_ema_multi_tf_cal_anchor_us.period,
    cmc_ema_multi_tf_cal_anchor_us.ts,
    cmc_ema_multi_tf_cal_anchor_us.tf_days,
    cmc_ema_multi_tf_cal_anchor_us.roll,
    cmc_ema_multi_tf_cal_anchor_us.ema,
    cmc_ema_multi_tf_cal_anchor_us.d1,
    cmc_ema_multi_tf_cal_anchor_us.d2,
    cmc_ema_multi_tf_cal_anchor_us.d1_roll,
    cmc_ema_multi_tf_cal_anchor_us.d2_roll,
    cmc_ema_multi_tf_cal_anchor_us.ingested_at,
    cmc_ema_multi_tf_cal_anchor_us.ema_bar,
    cmc_ema_multi_tf_cal_anchor_us.d1_bar,
    cmc_ema_multi_tf_cal_anchor_us.d2_bar,
    cmc_ema_multi_tf_cal_anchor_us.d1_roll_bar,
    cmc_ema_multi_tf_cal_anchor_us.d2_roll_bar,
    'cal_anchor_us'::text AS alignment_source
   FROM cmc_ema_multi_tf_cal_anchor_us
UNION ALL
 SELECT cmc_ema_multi_tf_cal_anchor_iso.id,
    cmc_ema_multi_tf_cal_anchor_iso.tf,
    cmc_ema_multi_tf_cal_anchor_iso.period,
    cmc_ema_multi_tf_cal_anchor_iso.ts,
    cmc_ema_multi_tf_cal_anchor_iso.tf_days,
    cmc_ema_multi_tf_cal_anchor_iso.roll,
    cmc_ema_multi_tf_cal_anchor_iso.ema,
    cmc_ema_multi_tf_cal_anchor_iso.d1,
    cmc_ema_multi_tf_cal_anchor_iso.d2,
    cmc_ema_multi_tf_cal_anchor_iso.d1_roll,
    cmc_ema_multi_tf_cal_anchor_iso.d2_roll,
    cmc_ema_multi_tf_cal_anchor_iso.ingested_at,
    cmc_ema_multi_tf_cal_anchor_iso.ema_bar,
    cmc_ema_multi_tf_cal_anchor_iso.d1_bar,
    cmc_ema_multi_tf_cal_anchor_iso.d2_bar,
    cmc_ema_multi_tf_cal_anchor_iso.d1_roll_bar,
    cmc_ema_multi_tf_cal_anchor_iso.d2_roll_bar,
    'cal_anchor_iso'::text AS alignment_source
   FROM cmc_ema_multi_tf_cal_anchor_iso
UNION ALL
 SELECT cmc_ema_multi_tf_v2.id,
    cmc_ema_multi_tf_v2.tf,
    cmc_ema_multi_tf_v2.period,
    cmc_ema_multi_tf_v2.ts,
    cmc_ema_multi_tf_v2.tf_days,
    cmc_ema_multi_tf_v2.roll,
    cmc_ema_multi_tf_v2.ema,
    cmc_ema_multi_tf_v2.d1,
    cmc_ema_multi_tf_v2.d2,
    cmc_ema_multi_tf_v2.d1_roll,
    cmc_ema_multi_tf_v2.d2_roll,
    cmc_ema_multi_tf_v2.ingested_at,
    NULL::double precision AS ema_bar,
    NULL::double precision AS d1_bar,
    NULL::double precision AS d2_bar,
    NULL::double precision AS d1_roll_bar,
    NULL::double precision AS d2_roll_bar,
    'v2'::text AS alignment_source
   FROM cmc_ema_multi_tf_v2;
CREATE TABLE cmc_ema_multi_tf_v2_state (
    id integer NOT NULL,
    built_from text NOT NULL,
    version text NOT NULL,
    tfs text[] NOT NULL,
    periods integer[] NOT NULL,
    last_ts timestamp with time zone NOT NULL,
    n_rows bigint NOT NULL,
    built_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE cmc_ema_multi_tf_v2_state IS 'What the series of each asset were built from.';
COMMENT ON COLUMN cmc_ema_multi_tf_v2_state.id IS 'asset';
COMMENT ON COLUMN cmc_ema_multi_tf_v2_state.built_from IS 'bars_digest of the daily bars that the series were built from';
COMMENT ON COLUMN cmc_ema_multi_tf_v2_state.version IS 'of the computation, with the time zone of its calendar';
COMMENT ON COLUMN cmc_ema_multi_tf_v2_state.tfs IS 'timeframes that are built';
COMMENT ON COLUMN cmc_ema_multi_tf_v2_state.periods IS 'EMA periods that are built';
COMMENT ON COLUMN cmc_ema_multi_tf_v2_state.last_ts IS 'newest daily bar that is built in';
COMMENT ON COLUMN cmc_ema_multi_tf_v2_state.n_rows IS 'rows of the series';
COMMENT ON COLUMN cmc_ema_multi_tf_v2_state.built_at IS 'when the asset was last written';
CREATE TABLE cmc_price_bars_1d (
    id integer NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    tf text NOT NULL COLLATE pg_catalog."C",
    bar_seq integer NOT NULL,
    time_open timestamp with time zone NOT NULL,
    time_close timestamp with time zone NOT NULL,
    time_high timestamp with time zone NOT NULL,
    time_low timestamp with time zone NOT NULL,
    open double precision NOT NULL,
    high double precision NOT NULL,
    low double precision NOT NULL,
    close double precision NOT NULL,
    volume double precision,
    market_cap double precision,
    src_name text,
    src_load_ts timestamp with time zone,
    src_file text,
    is_partial_start boolean NOT NULL,
    is_partial_end boolean NOT NULL,
    is_missing_days boolean NOT NULL,
    repaired_timehigh boolean NOT NULL,
    repaired_timelow boolean NOT NULL,
    repaired_ohlc boolean NOT NULL,
    ingested_at timestamp with time zone DEFAULT now() NOT NULL
);
COMMENT ON TABLE cmc_price_bars_1d IS 'Validated daily bars.';
COMMENT ON COLUMN cmc_price_bars_1d.id IS 'asset';
COMMENT ON COLUMN cmc_price_bars_1d."timestamp" IS 'timestamp of the source row';
COMMENT ON COLUMN cmc_price_bars_1d.tf IS 'always 1D';
COMMENT ON COLUMN cmc_price_bars_1d.bar_seq IS 'dense rank of timestamp among all of the asset''s source rows';
COMMENT ON COLUMN cmc_price_bars_1d.time_open IS 'first instant of the day';
COMMENT ON COLUMN cmc_price_bars_1d.time_close IS 'last instant of the day';
COMMENT ON COLUMN cmc_price_bars_1d.time_high IS 'when the high was reached';
COMMENT ON COLUMN cmc_price_bars_1d.time_low IS 'when the low was reached';
COMMENT ON COLUMN cmc_price_bars_1d.open IS 'open price';
COMMENT ON COLUMN cmc_price_bars_1d.high IS 'high price';
COMMENT ON COLUMN cmc_price_bars_1d.low IS 'low price';
COMMENT ON COLUMN cmc_price_bars_1d.close IS 'close price';
COMMENT ON COLUMN cmc_price_bars_1d.volume IS 'volume; NULL unknown';
COMMENT ON COLUMN cmc_price_bars_1d.market_cap IS 'market capitalisation; NULL unknown';
COMMENT ON COLUMN cmc_price_bars_1d.src_name IS 'name of the source row';
COMMENT ON COLUMN cmc_price_bars_1d.src_load_ts IS 'load_ts of the source row';
COMMENT ON COLUMN cmc_price_bars_1d.src_file IS 'source_file of the source row';
COMMENT ON COLUMN cmc_price_bars_1d.is_partial_start IS 'always false';
COMMENT ON COLUMN cmc_price_bars_1d.is_partial_end IS 'always false';
COMMENT ON COLUMN cmc_price_bars_1d.is_missing_days IS 'always false';
COMMENT ON COLUMN cmc_price_bars_1d.repaired_timehigh IS 'timehigh was missing or outside the day';
COMMENT ON COLUMN cmc_price_bars_1d.repaired_timelow IS 'timelow was missing or outside the day';
COMMENT ON COLUMN cmc_price_bars_1d.repaired_ohlc IS 'a stated high or low contradicted the other prices';
COMMENT ON COLUMN cmc_price_bars_1d.ingested_at IS 'when the row was written';
CREATE TABLE cmc_price_bars_1d_changes (
    id integer NOT NULL,
    seq integer NOT NULL,
    digest_before text NOT NULL,
    digest_after text NOT NULL,
    from_ts timestamp with time zone NOT NULL,
    next_ts timestamp with time zone,
    changed_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE cmc_price_bars_1d_changes IS 'Every change of an asset''s daily bars: tells later stages the first day to rewrite.';
COMMENT ON COLUMN cmc_price_bars_1d_changes.id IS 'asset';
COMMENT ON COLUMN cmc_price_bars_1d_changes.seq IS '1, 2, 3 ... in the order of the changes';
COMMENT ON COLUMN cmc_price_bars_1d_changes.digest_before IS 'bars_digest before the change; empty for no bars';
COMMENT ON COLUMN cmc_price_bars_1d_changes.digest_after IS 'bars_digest after the change';
COMMENT ON COLUMN cmc_price_bars_1d_changes.from_ts IS 'time_close of the first day that differs';
COMMENT ON COLUMN cmc_price_bars_1d_changes.next_ts IS 'time_close of the first bar at or after from_ts before the change; NULL for none';
COMMENT ON COLUMN cmc_price_bars_1d_changes.changed_at IS 'when';
CREATE TABLE cmc_price_bars_1d_rejects (
    id integer NOT NULL,
    "timestamp" timestamp with time zone,
    reason text NOT NULL,
    copy integer NOT NULL,
    time_open timestamp with time zone,
    time_close timestamp with time zone,
    time_high timestamp with time zone,
    time_low timestamp with time zone,
    open double precision,
    high double precision,
    low double precision,
    close double precision,
    volume double precision,
    market_cap double precision,
    src_name text,
    src_load_ts timestamp with time zone,
    src_file text,
    ingested_at timestamp with time zone DEFAULT now() NOT NULL
);
COMMENT ON TABLE cmc_price_bars_1d_rejects IS 'Source rows that are not bars, with the reason.';
COMMENT ON COLUMN cmc_price_bars_1d_rejects.id IS 'asset';
COMMENT ON COLUMN cmc_price_bars_1d_rejects."timestamp" IS 'timestamp of the source row; may be NULL';
COMMENT ON COLUMN cmc_price_bars_1d_rejects.reason IS 'why the row is no bar';
COMMENT ON COLUMN cmc_price_bars_1d_rejects.copy IS '1, or 2, 3 ... where rows share id, timestamp and reason';
COMMENT ON COLUMN cmc_price_bars_1d_rejects.time_open IS 'first instant of the day';
COMMENT ON COLUMN cmc_price_bars_1d_rejects.time_close IS 'last instant of the day';
COMMENT ON COLUMN cmc_price_bars_1d_rejects.time_high IS 'when the high was reached';
COMMENT ON COLUMN cmc_price_bars_1d_rejects.time_low IS 'when the low was reached';
COMMENT ON COLUMN cmc_price_bars_1d_rejects.open IS 'open price';
COMMENT ON COLUMN cmc_price_bars_1d_rejects.high IS 'high price';
COMMENT ON COLUMN cmc_price_bars_1d_rejects.low IS 'low price';
COMMENT ON COLUMN cmc_price_bars_1d_rejects.close IS 'close price';
COMMENT ON COLUMN cmc_price_bars_1d_rejects.volume IS 'volume; NULL unknown';
COMMENT ON COLUMN cmc_price_bars_1d_rejects.market_cap IS 'market capitalisation; NULL unknown';
COMMENT ON COLUMN cmc_price_bars_1d_rejects.src_name IS 'name of the source row';
COMMENT ON COLUMN cmc_price_bars_1d_rejects.src_load_ts IS 'load_ts of the source row';
COMMENT ON COLUMN cmc_price_bars_1d_rejects.src_file IS 'source_file of the source row';
COMMENT ON COLUMN cmc_price_bars_1d_rejects.ingested_at IS 'when the row was written';
CREATE TABLE cmc_price_bars_1d_state (
    id integer NOT NULL,
    last_src_ts timestamp with time zone,
    daily_min_seen timestamp with time zone,
    last_run_ts timestamp with time zone NOT NULL,
    last_upserted integer NOT NULL,
    last_repaired_timehigh integer NOT NULL,
    last_repaired_timelow integer NOT NULL,
    last_rejected integer NOT NULL,
    n_bars integer NOT NULL,
    source_digest text NOT NULL,
    bars_digest text NOT NULL
);
COMMENT ON TABLE cmc_price_bars_1d_state IS 'What the daily bars of each asset were built from.';
COMMENT ON COLUMN cmc_price_bars_1d_state.id IS 'asset';
COMMENT ON COLUMN cmc_price_bars_1d_state.last_src_ts IS 'timestamp of the newest bar; NULL where every row was rejected';
COMMENT ON COLUMN cmc_price_bars_1d_state.daily_min_seen IS 'timestamp of the oldest bar';
COMMENT ON COLUMN cmc_price_bars_1d_state.last_run_ts IS 'when the asset was last built';
COMMENT ON COLUMN cmc_price_bars_1d_state.last_upserted IS 'bars written then';
COMMENT ON COLUMN cmc_price_bars_1d_state.last_repaired_timehigh IS 'bars with a repaired time of the high';
COMMENT ON COLUMN cmc_price_bars_1d_state.last_repaired_timelow IS 'bars with a repaired time of the low';
COMMENT ON COLUMN cmc_price_bars_1d_state.last_rejected IS 'rejected source rows';
COMMENT ON COLUMN cmc_price_bars_1d_state.n_bars IS 'bars stored';
COMMENT ON COLUMN cmc_price_bars_1d_state.source_digest IS 'fingerprint of the source rows that the bars were built from';
COMMENT ON COLUMN cmc_price_bars_1d_state.bars_digest IS 'fingerprint of the bars, by which later stages know what they were built from';
CREATE TABLE cmc_price_bars_multi_tf (
    id integer NOT NULL,
    tf text NOT NULL COLLATE pg_catalog."C",
    time_close timestamp with time zone NOT NULL,
    bar_seq integer NOT NULL,
    time_open timestamp with time zone NOT NULL,
    time_high timestamp with time zone NOT NULL,
    time_low timestamp with time zone NOT NULL,
    open double precision NOT NULL,
    high double precision NOT NULL,
    low double precision NOT NULL,
    close double precision NOT NULL,
    volume double precision NOT NULL,
    market_cap double precision,
    tf_days integer NOT NULL,
    pos_in_bar integer NOT NULL,
    count_days integer NOT NULL,
    count_days_remaining integer NOT NULL,
    count_missing_days integer NOT NULL,
    count_missing_days_start integer NOT NULL,
    count_missing_days_interior integer NOT NULL,
    first_missing_day date,
    last_missing_day date,
    is_missing_days boolean NOT NULL,
    is_partial_start boolean NOT NULL,
    is_partial_end boolean NOT NULL,
    ingested_at timestamp with time zone DEFAULT now() NOT NULL
);
COMMENT ON TABLE cmc_price_bars_multi_tf IS 'Snapshots of rolling bars, one for each daily bar in them.';
COMMENT ON COLUMN cmc_price_bars_multi_tf.id IS 'asset';
COMMENT ON COLUMN cmc_price_bars_multi_tf.tf IS 'timeframe';
COMMENT ON COLUMN cmc_price_bars_multi_tf.time_close IS 'close of this snapshot''s daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf.bar_seq IS 'number of the bar, 1 for the asset''s first; calendar families count empty windows';
COMMENT ON COLUMN cmc_price_bars_multi_tf.time_open IS '1 ms after the last close of the bar before';
COMMENT ON COLUMN cmc_price_bars_multi_tf.time_high IS 'when the high was reached; the earliest day wins a tie';
COMMENT ON COLUMN cmc_price_bars_multi_tf.time_low IS 'when the low was reached; the earliest day wins a tie';
COMMENT ON COLUMN cmc_price_bars_multi_tf.open IS 'open of the bar''s first day';
COMMENT ON COLUMN cmc_price_bars_multi_tf.high IS 'highest high so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf.low IS 'lowest low so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf.close IS 'close of this day';
COMMENT ON COLUMN cmc_price_bars_multi_tf.volume IS 'sum so far; an unknown day counts as 0';
COMMENT ON COLUMN cmc_price_bars_multi_tf.market_cap IS 'last known within the bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf.tf_days IS 'n of a rolling timeframe, else calendar days of the window';
COMMENT ON COLUMN cmc_price_bars_multi_tf.pos_in_bar IS 'rolling: number of the daily bar; calendar: day of the window';
COMMENT ON COLUMN cmc_price_bars_multi_tf.count_days IS 'daily bars in the bar so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf.count_days_remaining IS 'tf_days - pos_in_bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf.count_missing_days IS 'days without a daily bar so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf.count_missing_days_start IS 'of those, before the bar''s first daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf.count_missing_days_interior IS 'of those, after it';
COMMENT ON COLUMN cmc_price_bars_multi_tf.first_missing_day IS 'first day without a daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf.last_missing_day IS 'last day without a daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf.is_missing_days IS 'count_missing_days > 0';
COMMENT ON COLUMN cmc_price_bars_multi_tf.is_partial_start IS 'the window began before the asset did';
COMMENT ON COLUMN cmc_price_bars_multi_tf.is_partial_end IS 'false on the canonical row: the final snapshot of a finished bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf.ingested_at IS 'when the row was written';
CREATE TABLE cmc_price_bars_multi_tf_cal_anchor_iso (
    id integer NOT NULL,
    tf text NOT NULL COLLATE pg_catalog."C",
    time_close timestamp with time zone NOT NULL,
    bar_seq integer NOT NULL,
    time_open timestamp with time zone NOT NULL,
    time_high timestamp with time zone NOT NULL,
    time_low timestamp with time zone NOT NULL,
    open double precision NOT NULL,
    high double precision NOT NULL,
    low double precision NOT NULL,
    close double precision NOT NULL,
    volume double precision NOT NULL,
    market_cap double precision,
    tf_days integer NOT NULL,
    pos_in_bar integer NOT NULL,
    count_days integer NOT NULL,
    count_days_remaining integer CONSTRAINT cmc_price_bars_multi_tf_cal_anch_count_days_remaining_not_null1 NOT NULL,
    count_missing_days integer CONSTRAINT cmc_price_bars_multi_tf_cal_anchor_count_missing_days_not_null1 NOT NULL,
    count_missing_days_start integer CONSTRAINT cmc_price_bars_multi_tf_cal__count_missing_days_start_not_null1 NOT NULL,
    count_missing_days_interior integer CONSTRAINT cmc_price_bars_multi_tf_ca_count_missing_days_interio_not_null3 NOT NULL,
    first_missing_day date,
    last_missing_day date,
    is_missing_days boolean NOT NULL,
    is_partial_start boolean CONSTRAINT cmc_price_bars_multi_tf_cal_anchor_is_is_partial_start_not_null NOT NULL,
    is_partial_end boolean NOT NULL,
    ingested_at timestamp with time zone DEFAULT now() NOT NULL
);
COMMENT ON TABLE cmc_price_bars_multi_tf_cal_anchor_iso IS 'Snapshots of anchor bars, one for each daily bar in them.';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.id IS 'asset';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.tf IS 'timeframe';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.time_close IS 'close of this snapshot''s daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.bar_seq IS 'number of the bar, 1 for the asset''s first; calendar families count empty windows';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.time_open IS '1 ms after the last close of the bar before';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.time_high IS 'when the high was reached; the earliest day wins a tie';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.time_low IS 'when the low was reached; the earliest day wins a tie';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.open IS 'open of the bar''s first day';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.high IS 'highest high so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.low IS 'lowest low so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.close IS 'close of this day';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.volume IS 'sum so far; an unknown day counts as 0';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.market_cap IS 'last known within the bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.tf_days IS 'n of a rolling timeframe, else calendar days of the window';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.pos_in_bar IS 'rolling: number of the daily bar; calendar: day of the window';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.count_days IS 'daily bars in the bar so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.count_days_remaining IS 'tf_days - pos_in_bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.count_missing_days IS 'days without a daily bar so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.count_missing_days_start IS 'of those, before the bar''s first daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.count_missing_days_interior IS 'of those, after it';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.first_missing_day IS 'first day without a daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.last_missing_day IS 'last day without a daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.is_missing_days IS 'count_missing_days > 0';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.is_partial_start IS 'the window began before the asset did';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.is_partial_end IS 'false on the canonical row: the final snapshot of a finished bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso.ingested_at IS 'when the row was written';
CREATE TABLE cmc_price_bars_multi_tf_cal_anchor_iso_state (
    id integer NOT NULL,
    built_from text CONSTRAINT cmc_price_bars_multi_tf_cal_anchor_iso_stat_built_from_not_null NOT NULL,
    version text NOT NULL,
    tfs text[] NOT NULL,
    last_ts timestamp with time zone NOT NULL,
    n_rows bigint NOT NULL,
    built_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE cmc_price_bars_multi_tf_cal_anchor_iso_state IS 'What the series of each asset were built from.';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso_state.id IS 'asset';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso_state.built_from IS 'bars_digest of the daily bars that the series were built from';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso_state.version IS 'of the computation, with the time zone of its calendar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso_state.tfs IS 'timeframes that are built';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso_state.last_ts IS 'newest daily bar that is built in';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso_state.n_rows IS 'rows of the series';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_iso_state.built_at IS 'when the asset was last written';
CREATE TABLE cmc_price_bars_multi_tf_cal_anchor_us (
    id integer NOT NULL,
    tf text NOT NULL COLLATE pg_catalog."C",
    time_close timestamp with time zone NOT NULL,
    bar_seq integer NOT NULL,
    time_open timestamp with time zone NOT NULL,
    time_high timestamp with time zone NOT NULL,
    time_low timestamp with time zone NOT NULL,
    open double precision NOT NULL,
    high double precision NOT NULL,
    low double precision NOT NULL,
    close double precision NOT NULL,
    volume double precision NOT NULL,
    market_cap double precision,
    tf_days integer NOT NULL,
    pos_in_bar integer NOT NULL,
    count_days integer NOT NULL,
    count_days_remaining integer CONSTRAINT cmc_price_bars_multi_tf_cal_ancho_count_days_remaining_not_null NOT NULL,
    count_missing_days integer CONSTRAINT cmc_price_bars_multi_tf_cal_anchor__count_missing_days_not_null NOT NULL,
    count_missing_days_start integer CONSTRAINT cmc_price_bars_multi_tf_cal_a_count_missing_days_start_not_null NOT NULL,
    count_missing_days_interior integer CONSTRAINT cmc_price_bars_multi_tf_ca_count_missing_days_interio_not_null2 NOT NULL,
    first_missing_day date,
    last_missing_day date,
    is_missing_days boolean NOT NULL,
    is_partial_start boolean NOT NULL,
    is_partial_end boolean NOT NULL,
    ingested_at timestamp with time zone DEFAULT now() NOT NULL
);
COMMENT ON TABLE cmc_price_bars_multi_tf_cal_anchor_us IS 'Snapshots of anchor bars, one for each daily bar in them.';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.id IS 'asset';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.tf IS 'timeframe';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.time_close IS 'close of this snapshot''s daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.bar_seq IS 'number of the bar, 1 for the asset''s first; calendar families count empty windows';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.time_open IS '1 ms after the last close of the bar before';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.time_high IS 'when the high was reached; the earliest day wins a tie';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.time_low IS 'when the low was reached; the earliest day wins a tie';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.open IS 'open of the bar''s first day';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.high IS 'highest high so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.low IS 'lowest low so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.close IS 'close of this day';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.volume IS 'sum so far; an unknown day counts as 0';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.market_cap IS 'last known within the bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.tf_days IS 'n of a rolling timeframe, else calendar days of the window';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.pos_in_bar IS 'rolling: number of the daily bar; calendar: day of the window';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.count_days IS 'daily bars in the bar so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.count_days_remaining IS 'tf_days - pos_in_bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.count_missing_days IS 'days without a daily bar so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.count_missing_days_start IS 'of those, before the bar''s first daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.count_missing_days_interior IS 'of those, after it';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.first_missing_day IS 'first day without a daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.last_missing_day IS 'last day without a daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.is_missing_days IS 'count_missing_days > 0';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.is_partial_start IS 'the window began before the asset did';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.is_partial_end IS 'false on the canonical row: the final snapshot of a finished bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us.ingested_at IS 'when the row was written';
CREATE TABLE cmc_price_bars_multi_tf_cal_anchor_us_state (
    id integer NOT NULL,
    built_from text NOT NULL,
    version text NOT NULL,
    tfs text[] NOT NULL,
    last_ts timestamp with time zone NOT NULL,
    n_rows bigint NOT NULL,
    built_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE cmc_price_bars_multi_tf_cal_anchor_us_state IS 'What the series of each asset were built from.';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us_state.id IS 'asset';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us_state.built_from IS 'bars_digest of the daily bars that the series were built from';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us_state.version IS 'of the computation, with the time zone of its calendar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us_state.tfs IS 'timeframes that are built';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us_state.last_ts IS 'newest daily bar that is built in';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us_state.n_rows IS 'rows of the series';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_anchor_us_state.built_at IS 'when the asset was last written';
CREATE TABLE cmc_price_bars_multi_tf_cal_iso (
    id integer NOT NULL,
    tf text NOT NULL COLLATE pg_catalog."C",
    time_close timestamp with time zone NOT NULL,
    bar_seq integer NOT NULL,
    time_open timestamp with time zone NOT NULL,
    time_high timestamp with time zone NOT NULL,
    time_low timestamp with time zone NOT NULL,
    open double precision NOT NULL,
    high double precision NOT NULL,
    low double precision NOT NULL,
    close double precision NOT NULL,
    volume double precision NOT NULL,
    market_cap double precision,
    tf_days integer NOT NULL,
    pos_in_bar integer NOT NULL,
    count_days integer NOT NULL,
    count_days_remaining integer NOT NULL,
    count_missing_days integer NOT NULL,
    count_missing_days_start integer CONSTRAINT cmc_price_bars_multi_tf_cal_i_count_missing_days_start_not_null NOT NULL,
    count_missing_days_interior integer CONSTRAINT cmc_price_bars_multi_tf_ca_count_missing_days_interio_not_null1 NOT NULL,
    first_missing_day date,
    last_missing_day date,
    is_missing_days boolean NOT NULL,
    is_partial_start boolean NOT NULL,
    is_partial_end boolean NOT NULL,
    ingested_at timestamp with time zone DEFAULT now() NOT NULL
);
COMMENT ON TABLE cmc_price_bars_multi_tf_cal_iso IS 'Snapshots of calendar bars, one for each daily bar in them.';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.id IS 'asset';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.tf IS 'timeframe';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.time_close IS 'close of this snapshot''s daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.bar_seq IS 'number of the bar, 1 for the asset''s first; calendar families count empty windows';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.time_open IS '1 ms after the last close of the bar before';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.time_high IS 'when the high was reached; the earliest day wins a tie';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.time_low IS 'when the low was reached; the earliest day wins a tie';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.open IS 'open of the bar''s first day';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.high IS 'highest high so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.low IS 'lowest low so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.close IS 'close of this day';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.volume IS 'sum so far; an unknown day counts as 0';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.market_cap IS 'last known within the bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.tf_days IS 'n of a rolling timeframe, else calendar days of the window';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.pos_in_bar IS 'rolling: number of the daily bar; calendar: day of the window';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.count_days IS 'daily bars in the bar so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.count_days_remaining IS 'tf_days - pos_in_bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.count_missing_days IS 'days without a daily bar so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.count_missing_days_start IS 'of those, before the bar''s first daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.count_missing_days_interior IS 'of those, after it';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.first_missing_day IS 'first day without a daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.last_missing_day IS 'last day without a daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.is_missing_days IS 'count_missing_days > 0';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.is_partial_start IS 'the window began before the asset did';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.is_partial_end IS 'false on the canonical row: the final snapshot of a finished bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso.ingested_at IS 'when the row was written';
CREATE TABLE cmc_price_bars_multi_tf_cal_iso_state (
    id integer NOT NULL,
    built_from text NOT NULL,
    version text NOT NULL,
    tfs text[] NOT NULL,
    last_ts timestamp with time zone NOT NULL,
    n_rows bigint NOT NULL,
    built_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE cmc_price_bars_multi_tf_cal_iso_state IS 'What the series of each asset were built from.';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso_state.id IS 'asset';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso_state.built_from IS 'bars_digest of the daily bars that the series were built from';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso_state.version IS 'of the computation, with the time zone of its calendar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso_state.tfs IS 'timeframes that are built';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso_state.last_ts IS 'newest daily bar that is built in';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso_state.n_rows IS 'rows of the series';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_iso_state.built_at IS 'when the asset was last written';
CREATE TABLE cmc_price_bars_multi_tf_cal_us (
    id integer NOT NULL,
    tf text NOT NULL COLLATE pg_catalog."C",
    time_close timestamp with time zone NOT NULL,
    bar_seq integer NOT NULL,
    time_open timestamp with time zone NOT NULL,
    time_high timestamp with time zone NOT NULL,
    time_low timestamp with time zone NOT NULL,
    open double precision NOT NULL,
    high double precision NOT NULL,
    low double precision NOT NULL,
    close double precision NOT NULL,
    volume double precision NOT NULL,
    market_cap double precision,
    tf_days integer NOT NULL,
    pos_in_bar integer NOT NULL,
    count_days integer NOT NULL,
    count_days_remaining integer NOT NULL,
    count_missing_days integer NOT NULL,
    count_missing_days_start integer CONSTRAINT cmc_price_bars_multi_tf_cal_u_count_missing_days_start_not_null NOT NULL,
    count_missing_days_interior integer CONSTRAINT cmc_price_bars_multi_tf_cal_count_missing_days_interio_not_null NOT NULL,
    first_missing_day date,
    last_missing_day date,
    is_missing_days boolean NOT NULL,
    is_partial_start boolean NOT NULL,
    is_partial_end boolean NOT NULL,
    ingested_at timestamp with time zone DEFAULT now() NOT NULL
);
COMMENT ON TABLE cmc_price_bars_multi_tf_cal_us IS 'Snapshots of calendar bars, one for each daily bar in them.';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.id IS 'asset';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.tf IS 'timeframe';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.time_close IS 'close of this snapshot''s daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.bar_seq IS 'number of the bar, 1 for the asset''s first; calendar families count empty windows';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.time_open IS '1 ms after the last close of the bar before';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.time_high IS 'when the high was reached; the earliest day wins a tie';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.time_low IS 'when the low was reached; the earliest day wins a tie';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.open IS 'open of the bar''s first day';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.high IS 'highest high so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.low IS 'lowest low so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.close IS 'close of this day';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.volume IS 'sum so far; an unknown day counts as 0';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.market_cap IS 'last known within the bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.tf_days IS 'n of a rolling timeframe, else calendar days of the window';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.pos_in_bar IS 'rolling: number of the daily bar; calendar: day of the window';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.count_days IS 'daily bars in the bar so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.count_days_remaining IS 'tf_days - pos_in_bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.count_missing_days IS 'days without a daily bar so far';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.count_missing_days_start IS 'of those, before the bar''s first daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.count_missing_days_interior IS 'of those, after it';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.first_missing_day IS 'first day without a daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.last_missing_day IS 'last day without a daily bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.is_missing_days IS 'count_missing_days > 0';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.is_partial_start IS 'the window began before the asset did';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.is_partial_end IS 'false on the canonical row: the final snapshot of a finished bar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us.ingested_at IS 'when the row was written';
CREATE TABLE cmc_price_bars_multi_tf_cal_us_state (
    id integer NOT NULL,
    built_from text NOT NULL,
    version text NOT NULL,
    tfs text[] NOT NULL,
    last_ts timestamp with time zone NOT NULL,
    n_rows bigint NOT NULL,
    built_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE cmc_price_bars_multi_tf_cal_us_state IS 'What the series of each asset were built from.';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us_state.id IS 'asset';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us_state.built_from IS 'bars_digest of the daily bars that the series were built from';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us_state.version IS 'of the computation, with the time zone of its calendar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us_state.tfs IS 'timeframes that are built';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us_state.last_ts IS 'newest daily bar that is built in';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us_state.n_rows IS 'rows of the series';
COMMENT ON COLUMN cmc_price_bars_multi_tf_cal_us_state.built_at IS 'when the asset was last written';
CREATE TABLE cmc_price_bars_multi_tf_state (
    id integer NOT NULL,
    built_from text NOT NULL,
    version text NOT NULL,
    tfs text[] NOT NULL,
    last_ts timestamp with time zone NOT NULL,
    n_rows bigint NOT NULL,
    built_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE cmc_price_bars_multi_tf_state IS 'What the series of each asset were built from.';
COMMENT ON COLUMN cmc_price_bars_multi_tf_state.id IS 'asset';
COMMENT ON COLUMN cmc_price_bars_multi_tf_state.built_from IS 'bars_digest of the daily bars that the series were built from';
COMMENT ON COLUMN cmc_price_bars_multi_tf_state.version IS 'of the computation, with the time zone of its calendar';
COMMENT ON COLUMN cmc_price_bars_multi_tf_state.tfs IS 'timeframes that are built';
COMMENT ON COLUMN cmc_price_bars_multi_tf_state.last_ts IS 'newest daily bar that is built in';
COMMENT ON COLUMN cmc_price_bars_multi_tf_state.n_rows IS 'rows of the series';
COMMENT ON COLUMN cmc_price_bars_multi_tf_state.built_at IS 'when the asset was last written';
CREATE VIEW cmc_price_bars_multi_tf_u AS
 SELECT cmc_price_bars_multi_tf.id,
    cmc_price_bars_multi_tf.tf,
    cmc_price_bars_multi_tf.time_close,
    cmc_price_bars_multi_tf.bar_seq,
    cmc_price_bars_multi_tf.time_open,
    cmc_price_bars_multi_tf.time_high,
    cmc_price_bars_multi_tf.time_low,
    cmc_price_bars_multi_tf.open,
    cmc_price_bars_multi_tf.high,
    cmc_price_bars_multi_tf.low,
    cmc_price_bars_multi_tf.close,
    cmc_price_bars_multi_tf.volume,
    cmc_price_bars_multi_tf.market_cap,
    cmc_price_bars_multi_tf.tf_days,
    cmc_price_bars_multi_tf.pos_in_bar,
    cmc_price_bars_multi_tf.count_days,
    cmc_price_bars_multi_tf.count_days_remaining,
    cmc_price_bars_multi_tf.count_missing_days,
    cmc_price_bars_multi_tf.count_missing_days_start,
    cmc_price_bars_multi_tf.count_missing_days_interior,
    cmc_price_bars_multi_tf.first_missing_day,
    cmc_price_bars_multi_tf.last_missing_day,
    cmc_price_bars_multi_tf.is_missing_days,
    cmc_price_bars_multi_tf.is_partial_start,
    cmc_price_bars_multi_tf.is_partial_end,
    cmc_price_bars_multi_tf.ingested_at,
    'multi_tf'::text AS alignment_source
   FROM cmc_price_bars_multi_tf
UNION ALL
 SELECT cmc_price_bars_multi_tf_cal_us.id,
    cmc_price_bars_multi_tf_cal_us.tf,
    cmc_price_bars_multi_tf_cal_us.time_close,
    cmc_price_bars_multi_tf_cal_us.bar_seq,
    cmc_price_bars_multi_tf_cal_us.time_open,
    cmc_price_bars_multi_tf_cal_us.time_high,
    cmc_price_bars_multi_tf_cal_us.time_low,
    cmc_price_bars_multi_tf_cal_us.open,
    cmc_price_bars_multi_tf_cal_us.high,
    cmc_price_bars_multi_tf_cal_us.low,
    cmc_price_bars_multi_tf_cal_us.close,
    cmc_price_bars_multi_tf_cal_us.volume,
    cmc_price_bars_multi_tf_cal_us.market_cap,
    cmc_price_bars_multi_tf_cal_us.tf_days,
    cmc_price_bars_multi_tf_cal_us.pos_in_bar,
    cmc_price_bars_multi_tf_cal_us.count_days,
    cmc_price_bars_multi_tf_cal_us.count_days_remaining,
    cmc_price_bars_multi_tf_cal_us.count_missing_days,
    cmc_price_bars_multi_tf_cal_us.count_missing_days_start,
    cmc_price_bars_multi_tf_cal_us.count_missing_days_interior,
    cmc_price_bars_multi_tf_cal_us.first_missing_day,
    cmc_price_bars_multi_tf_cal_us.last_missing_day,
    cmc_price_bars_multi_tf_cal_us.is_missing_days,
    cmc_price_bars_multi_tf_cal_us.is_partial_start,
    cmc_price_bars_multi_tf_cal_us.is_partial_end,
    cmc_price_bars_multi_tf_cal_us.ingested_at,
    'cal_us'::text AS alignment_source
   FROM cmc_price_bars_multi_tf_cal_us
UNION ALL
 SELECT cmc_price_bars_multi_tf_cal_iso.id,
    cmc_price_bars_multi_tf_cal_iso.tf,
    cmc_price_bars_multi_tf_cal_iso.time_close,
    cmc_price_bars_multi_tf_cal_iso.bar_seq,
    cmc_price_bars_multi_tf_cal_iso.time_open,
    cmc_price_bars_multi_tf_cal_iso.time_high,
    cmc_price_bars_multi_tf_cal_iso.time_low,
    cmc_price_bars_multi_tf_cal_iso.open,
    cmc_price_bars_multi_tf_cal_iso.high,
    cmc_price_bars_multi_tf_cal_iso.low,
    cmc_price_bars_multi_tf_cal_iso.close,
    cmc_price_bars_multi_tf_cal_iso.volume,
    cmc_price_bars_multi_tf_cal_iso.market_cap,
    cmc_price_bars_multi_tf_cal_iso.tf_days,
    cmc_price_bars_multi_tf_cal_iso.pos_in_bar,
    cmc_price_bars_multi_tf_cal_iso.count_days,
    cmc_price_bars_multi_tf_cal_iso.count_days_remaining,
    cmc_price_bars_multi_tf_cal_iso.count_missing_days,
    cmc_price_bars_multi_tf_cal_iso.count_missing_days_start,
    cmc_price_bars_multi_tf_cal_iso.count_missing_days_interior,
    cmc_price_bars_multi_tf_cal_iso.first_missing_day,
    cmc_price_bars_multi_tf_cal_iso.last_missing_day,
    cmc_price_bars_multi_tf_cal_iso.is_missing_days,
    cmc_price_bars_multi_tf_cal_iso.is_partial_start,
    cmc_price_bars_multi_tf_cal_iso.is_partial_end,
    cmc_price_bars_multi_tf_cal_iso.ingested_at,
    'cal_iso'::text AS alignment_source
   FROM cmc_price_bars_multi_tf_cal_iso
UNION ALL
 SELECT cmc_price_bars_multi_tf_cal_anchor_us.id,
    cmc_price_bars_multi_tf_cal_anchor_us.tf,
    cmc_price_bars_multi_tf_cal_anchor_us.time_close,
    cmc_price_bars_multi_tf_cal_anchor_us.bar_seq,
    cmc_price_bars_multi_tf_cal_anchor_us.time_open,
    cmc_price_bars_multi_tf_cal_anchor_us.time_high,
    cmc_price_bars_multi_tf_cal_anchor_us.time_low,
    cmc_price_bars_multi_tf_cal_anchor_us.open,
    cmc_price_bars_multi_tf_cal_anchor_us.high,
    cmc_price_bars_multi_tf_cal_anchor_us.low,
    cmc_price_bars_multi_tf_cal_anchor_us.close,
    cmc_price_bars_multi_tf_cal_anchor_us.volume,
    cmc_price_bars_multi_tf_cal_anchor_us.market_cap,
    cmc_price_bars_multi_tf_cal_anchor_us.tf_days,
    cmc_price_bars_multi_tf_cal_anchor_us.pos_in_bar,
    cmc_price_bars_multi_tf_cal_anchor_us.count_days,
    cmc_price_bars_multi_tf_cal_anchor_us.count_days_remaining,
    cmc_price_bars_multi_tf_cal_anchor_us.count_missing_days,
    cmc_price_bars_multi_tf_cal_anchor_us.count_missing_days_start,
    cmc_price_bars_multi_tf_cal_anchor_us.count_missing_days_interior,
    cmc_price_bars_multi_tf_cal_anchor_us.first_missing_day,
    cmc_price_bars_multi_tf_cal_anchor_us.last_missing_day,
    cmc_price_bars_multi_tf_cal_anchor_us.is_missing_days,
    cmc_price_bars_multi_tf_cal_anchor_us.is_partial_start,
    cmc_price_bars_multi_tf_cal_anchor_us.is_partial_end,
    cmc_price_bars_multi_tf_cal_anchor_us.ingested_at,
    'cal_anchor_us'::text AS alignment_source
   FROM cmc_price_bars_multi_tf_cal_anchor_us
UNION ALL
 SELECT cmc_price_bars_multi_tf_cal_anchor_iso.id,
    cmc_price_bars_multi_tf_cal_anchor_iso.tf,
    cmc_price_bars_multi_tf_cal_anchor_iso.time_close,
    cmc_price_bars_multi_tf_cal_anchor_iso.bar_seq,
    cmc_price_bars_multi_tf_cal_anchor_iso.time_open,
    cmc_price_bars_multi_tf_cal_anchor_iso.time_high,
    cmc_price_bars_multi_tf_cal_anchor_iso.time_low,
    cmc_price_bars_multi_tf_cal_anchor_iso.open,
    cmc_price_bars_multi_tf_cal_anchor_iso.high,
    cmc_price_bars_multi_tf_cal_anchor_iso.low,
    cmc_price_bars_multi_tf_cal_anchor_iso.close,
    cmc_price_bars_multi_tf_cal_anchor_iso.volume,
    cmc_price_bars_multi_tf_cal_anchor_iso.market_cap,
    cmc_price_bars_multi_tf_cal_anchor_iso.tf_days,
    cmc_price_bars_multi_tf_cal_anchor_iso.pos_in_bar,
    cmc_price_bars_multi_tf_cal_anchor_iso.count_days,
    cmc_price_bars_multi_tf_cal_anchor_iso.count_days_remaining,
    cmc_price_bars_multi_tf_cal_anchor_iso.count_missing_days,
    cmc_price_bars_multi_tf_cal_anchor_iso.count_missing_days_start,
    cmc_price_bars_multi_tf_cal_anchor_iso.count_missing_days_interior,
    cmc_price_bars_multi_tf_cal_anchor_iso.first_missing_day,
    cmc_price_bars_multi_tf_cal_anchor_iso.last_missing_day,
    cmc_price_bars_multi_tf_cal_anchor_iso.is_missing_days,
    cmc_price_bars_multi_tf_cal_anchor_iso.is_partial_start,
    cmc_price_bars_multi_tf_cal_anchor_iso.is_partial_end,
    cmc_price_bars_multi_tf_cal_anchor_iso.ingested_at,
    'cal_anchor_iso'::text AS alignment_source
   FROM cmc_price_bars_multi_tf_cal_anchor_iso;
CREATE TABLE cmc_price_histories7 (
    id integer NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    name text,
    source_file text,
    load_ts timestamp with time zone,
    timeopen timestamp with time zone,
    timeclose timestamp with time zone,
    timehigh timestamp with time zone,
    timelow timestamp with time zone,
    open double precision,
    high double precision,
    low double precision,
    close double precision,
    volume double precision,
    marketcap double precision
);
COMMENT ON TABLE cmc_price_histories7 IS 'Daily source rows, as loaded from the exports.';
COMMENT ON COLUMN cmc_price_histories7.id IS 'asset';
COMMENT ON COLUMN cmc_price_histories7."timestamp" IS 'the day''s stamp, its close';
COMMENT ON COLUMN cmc_price_histories7.name IS 'name as the vendor gives it';
COMMENT ON COLUMN cmc_price_histories7.source_file IS 'file that the row came from';
COMMENT ON COLUMN cmc_price_histories7.load_ts IS 'when the row was loaded';
COMMENT ON COLUMN cmc_price_histories7.timeopen IS 'first instant of the day';
COMMENT ON COLUMN cmc_price_histories7.timeclose IS 'last instant of the day';
COMMENT ON COLUMN cmc_price_histories7.timehigh IS 'when the high was reached';
COMMENT ON COLUMN cmc_price_histories7.timelow IS 'when the low was reached';
COMMENT ON COLUMN cmc_price_histories7.open IS 'open price';
COMMENT ON COLUMN cmc_price_histories7.high IS 'high price';
COMMENT ON COLUMN cmc_price_histories7.low IS 'low price';
COMMENT ON COLUMN cmc_price_histories7.close IS 'close price';
COMMENT ON COLUMN cmc_price_histories7.volume IS 'traded volume of the day; NULL unknown';
COMMENT ON COLUMN cmc_price_histories7.marketcap IS 'market capitalisation at the close; NULL unknown';
CREATE TABLE cmc_price_histories7_files (
    content text NOT NULL,
    id integer NOT NULL,
    file text NOT NULL,
    first_ts timestamp with time zone NOT NULL,
    last_ts timestamp with time zone NOT NULL,
    n_rows integer NOT NULL,
    missing_days date[] NOT NULL,
    load_ts timestamp with time zone NOT NULL
);
COMMENT ON TABLE cmc_price_histories7_files IS 'Exports that were loaded: by content, so that none is read twice.';
COMMENT ON COLUMN cmc_price_histories7_files.content IS 'SHA-256 of the file';
COMMENT ON COLUMN cmc_price_histories7_files.id IS 'asset';
COMMENT ON COLUMN cmc_price_histories7_files.file IS 'name of the file when it was first loaded';
COMMENT ON COLUMN cmc_price_histories7_files.first_ts IS 'first day of the file';
COMMENT ON COLUMN cmc_price_histories7_files.last_ts IS 'last day of the file';
COMMENT ON COLUMN cmc_price_histories7_files.n_rows IS 'days in the file';
COMMENT ON COLUMN cmc_price_histories7_files.missing_days IS 'UTC days between the first and the last that the file lacks';
COMMENT ON COLUMN cmc_price_histories7_files.load_ts IS 'when it was loaded';
CREATE TABLE cmc_price_histories7_revisions (
    id integer NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone NOT NULL,
    name text,
    source_file text,
    load_ts timestamp with time zone,
    timeopen timestamp with time zone,
    timeclose timestamp with time zone,
    timehigh timestamp with time zone,
    timelow timestamp with time zone,
    open double precision,
    high double precision,
    low double precision,
    close double precision,
    volume double precision,
    marketcap double precision
);
COMMENT ON TABLE cmc_price_histories7_revisions IS 'What a source row said before the vendor restated it; load_ts is when that was loaded.';
COMMENT ON COLUMN cmc_price_histories7_revisions.id IS 'asset';
COMMENT ON COLUMN cmc_price_histories7_revisions."timestamp" IS 'day of the restated row';
COMMENT ON COLUMN cmc_price_histories7_revisions.replaced_at IS 'load_ts of the row that replaced it';
COMMENT ON COLUMN cmc_price_histories7_revisions.name IS 'name as the vendor gives it';
COMMENT ON COLUMN cmc_price_histories7_revisions.source_file IS 'file that the row came from';
COMMENT ON COLUMN cmc_price_histories7_revisions.load_ts IS 'when the row was loaded';
COMMENT ON COLUMN cmc_price_histories7_revisions.timeopen IS 'first instant of the day';
COMMENT ON COLUMN cmc_price_histories7_revisions.timeclose IS 'last instant of the day';
COMMENT ON COLUMN cmc_price_histories7_revisions.timehigh IS 'when the high was reached';
COMMENT ON COLUMN cmc_price_histories7_revisions.timelow IS 'when the low was reached';
COMMENT ON COLUMN cmc_price_histories7_revisions.open IS 'open price';
COMMENT ON COLUMN cmc_price_histories7_revisions.high IS 'high price';
COMMENT ON COLUMN cmc_price_histories7_revisions.low IS 'low price';
COMMENT ON COLUMN cmc_price_histories7_revisions.close IS 'close price';
COMMENT ON COLUMN cmc_price_histories7_revisions.volume IS 'traded volume of the day; NULL unknown';
COMMENT ON COLUMN cmc_price_histories7_revisions.marketcap IS 'market capitalisation at the close; NULL unknown';
CREATE TABLE dim_timeframe (
    tf text NOT NULL COLLATE pg_catalog."C",
    label text NOT NULL,
    base_unit text NOT NULL,
    tf_qty integer NOT NULL,
    tf_days_nominal integer NOT NULL,
    tf_days_min integer NOT NULL,
    tf_days_max integer NOT NULL,
    alignment_type text NOT NULL,
    calendar_scheme text,
    allow_partial_start boolean NOT NULL,
    is_canonical boolean NOT NULL,
    sort_order integer NOT NULL
);
COMMENT ON TABLE dim_timeframe IS 'The configured timeframes, for joins.';
COMMENT ON COLUMN dim_timeframe.tf IS 'timeframe';
COMMENT ON COLUMN dim_timeframe.label IS 'in words';
COMMENT ON COLUMN dim_timeframe.base_unit IS 'D, W, M or Y';
COMMENT ON COLUMN dim_timeframe.tf_qty IS 'number of base units';
COMMENT ON COLUMN dim_timeframe.tf_days_nominal IS 'days as EMA formulas count them: D 1, W 7, M 30, Y 365, times tf_qty';
COMMENT ON COLUMN dim_timeframe.tf_days_min IS 'days of the shortest window';
COMMENT ON COLUMN dim_timeframe.tf_days_max IS 'days of the longest window';
COMMENT ON COLUMN dim_timeframe.alignment_type IS 'rolling, calendar or anchor';
COMMENT ON COLUMN dim_timeframe.calendar_scheme IS 'US or ISO for weeks';
COMMENT ON COLUMN dim_timeframe.allow_partial_start IS 'whether the first bar may begin inside its window';
COMMENT ON COLUMN dim_timeframe.is_canonical IS 'true: each of its finished bars has a canonical row';
COMMENT ON COLUMN dim_timeframe.sort_order IS 'from short to long';
CREATE TABLE freshbars_alerts (
    target text NOT NULL,
    key text NOT NULL,
    since timestamp with time zone NOT NULL,
    message text NOT NULL,
    over timestamp with time zone
);
COMMENT ON TABLE freshbars_alerts IS 'Alerts that were delivered.';
COMMENT ON COLUMN freshbars_alerts.target IS 'whom: kind and short hash of the Apprise URL';
COMMENT ON COLUMN freshbars_alerts.key IS 'what is wrong; the same while it lasts';
COMMENT ON COLUMN freshbars_alerts.since IS 'when the target was told';
COMMENT ON COLUMN freshbars_alerts.message IS 'what it was told';
COMMENT ON COLUMN freshbars_alerts.over IS 'when it was told that this is over; NULL while it lasts; since for an event';
CREATE TABLE freshbars_runs (
    run_id text NOT NULL,
    started timestamp with time zone NOT NULL,
    finished timestamp with time zone,
    target text NOT NULL,
    outcome text,
    summary jsonb
);
COMMENT ON TABLE freshbars_runs IS 'Runs that had work to do.';
COMMENT ON COLUMN freshbars_runs.run_id IS 'one for each call of Snakemake';
COMMENT ON COLUMN freshbars_runs.started IS 'when the run began to work';
COMMENT ON COLUMN freshbars_runs.finished IS 'when its summary was made; NULL for a run that never came so far';
COMMENT ON COLUMN freshbars_runs.target IS 'what was asked for';
COMMENT ON COLUMN freshbars_runs.outcome IS 'ok or failed; NULL while it runs, and for ever where it was killed';
COMMENT ON COLUMN freshbars_runs.summary IS 'the summary, as in results/';
CREATE TABLE freshbars_steps (
    run_id text NOT NULL,
    rule text NOT NULL,
    family text NOT NULL,
    shard integer NOT NULL,
    started timestamp with time zone NOT NULL,
    finished timestamp with time zone NOT NULL,
    rows_written bigint NOT NULL,
    rows_deleted bigint NOT NULL,
    assets_changed integer NOT NULL,
    outcome text NOT NULL,
    error text,
    code_version text NOT NULL
);
COMMENT ON TABLE freshbars_steps IS 'Jobs of the runs.';
COMMENT ON COLUMN freshbars_steps.run_id IS 'the run';
COMMENT ON COLUMN freshbars_steps.rule IS 'ingest, bars_1d, bars or emas';
COMMENT ON COLUMN freshbars_steps.family IS 'family, or empty';
COMMENT ON COLUMN freshbars_steps.shard IS 'shard, or 0';
COMMENT ON COLUMN freshbars_steps.started IS 'when the job began';
COMMENT ON COLUMN freshbars_steps.finished IS 'when it ended';
COMMENT ON COLUMN freshbars_steps.rows_written IS 'rows written';
COMMENT ON COLUMN freshbars_steps.rows_deleted IS 'rows deleted';
COMMENT ON COLUMN freshbars_steps.assets_changed IS 'assets whose rows changed';
COMMENT ON COLUMN freshbars_steps.outcome IS 'ok, or failed where an asset or a file failed';
COMMENT ON COLUMN freshbars_steps.error IS 'what failed';
COMMENT ON COLUMN freshbars_steps.code_version IS 'version of the code that ran';
INSERT INTO cmc_ema_multi_tf VALUES
	(11, '1D', 2, '2026-01-06 23:59:59.999+00', 1, false, 10.5452, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-07 23:59:59.999+00', 1, false, 11.6954, 1.1502, NULL, 1.1502, NULL, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-08 23:59:59.999+00', 1, false, 11.0902, -0.6052, -1.7553999999999998, -0.6052, -1.7553999999999998, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-09 23:59:59.999+00', 1, false, 10.269666666666666, -0.8205333333333336, -0.2153333333333336, -0.8205333333333336, -0.2153333333333336, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-11 23:59:59.999+00', 1, false, 11.606288888888887, 1.3366222222222213, 2.157155555555555, 1.3366222222222213, 2.157155555555555, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-12 23:59:59.999+00', 1, false, 11.07442962962963, -0.5318592592592566, -1.8684814814814779, -0.5318592592592566, -1.8684814814814779, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-13 23:59:59.999+00', 1, false, 10.262276543209877, -0.8121530864197535, -0.2802938271604969, -0.8121530864197535, -0.2802938271604969, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-14 23:59:59.999+00', 1, false, 10.876758847736625, 0.6144823045267476, 1.426635390946501, 0.6144823045267476, 1.426635390946501, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-15 23:59:59.999+00', 1, false, 11.811119615912208, 0.9343607681755834, 0.3198784636488359, 0.9343607681755834, 0.3198784636488359, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-16 23:59:59.999+00', 1, false, 11.156773205304068, -0.6543464106081398, -1.5887071787837233, -0.6543464106081398, -1.5887071787837233, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-17 23:59:59.999+00', 1, false, 10.287857735101356, -0.8689154702027118, -0.21456905959457195, -0.8689154702027118, -0.21456905959457195, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-18 23:59:59.999+00', 1, false, 10.870752578367119, 0.5828948432657626, 1.4518103134684743, 0.5828948432657626, 1.4518103134684743, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-19 23:59:59.999+00', 1, false, 11.811317526122373, 0.940564947755254, 0.35767010448949144, 0.940564947755254, 0.35767010448949144, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-21 23:59:59.999+00', 1, false, 10.504439175374126, -1.3068783507482475, -2.2474432985035016, -1.3068783507482475, -2.2474432985035016, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-22 23:59:59.999+00', 1, false, 10.928479725124708, 0.4240405497505826, 1.7309189004988301, 0.4240405497505826, 1.7309189004988301, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-23 23:59:59.999+00', 1, false, 11.832493241708235, 0.904013516583527, 0.47997296683294444, 0.904013516583527, 0.47997296683294444, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-24 23:59:59.999+00', 1, false, 11.19209774723608, -0.6403954944721555, -1.5444090110556825, -0.6403954944721555, -1.5444090110556825, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-25 23:59:59.999+00', 1, false, 10.29656591574536, -0.8955318314907199, -0.2551363370185644, -0.8955318314907199, -0.2551363370185644, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 2, '2026-01-26 23:59:59.999+00', 1, false, 10.844655305248454, 0.5480893895030938, 1.4436212209938137, 0.5480893895030938, 1.4436212209938137, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-07 23:59:59.999+00', 1, false, 11.1203, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-08 23:59:59.999+00', 1, false, 10.953949999999999, -0.16635000000000133, NULL, -0.16635000000000133, NULL, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-09 23:59:59.999+00', 1, false, 10.406675, -0.5472749999999991, -0.38092499999999774, -0.5472749999999991, -0.38092499999999774, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-11 23:59:59.999+00', 1, false, 11.3406375, 0.9339624999999998, 1.4812374999999989, 0.9339624999999998, 1.4812374999999989, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-12 23:59:59.999+00', 1, false, 11.074568750000001, -0.26606874999999874, -1.2000312499999986, -0.26606874999999874, -1.2000312499999986, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-13 23:59:59.999+00', 1, false, 10.465384375, -0.6091843750000017, -0.3431156250000029, -0.6091843750000017, -0.3431156250000029, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-14 23:59:59.999+00', 1, false, 10.824692187499998, 0.3593078124999991, 0.9684921875000008, 0.3593078124999991, 0.9684921875000008, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-15 23:59:59.999+00', 1, false, 11.55149609375, 0.7268039062500016, 0.3674960937500025, 0.7268039062500016, 0.3674960937500025, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-16 23:59:59.999+00', 1, false, 11.190548046875, -0.3609480468750004, -1.087751953125002, -0.3609480468750004, -1.087751953125002, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-17 23:59:59.999+00', 1, false, 10.521974023437501, -0.6685740234374986, -0.30762597656249824, -0.6685740234374986, -0.30762597656249824, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-18 23:59:59.999+00', 1, false, 10.84208701171875, 0.3201129882812488, 0.9886870117187474, 0.3201129882812488, 0.9886870117187474, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-19 23:59:59.999+00', 1, false, 11.561843505859375, 0.7197564941406256, 0.3996435058593768, 0.7197564941406256, 0.3996435058593768, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-21 23:59:59.999+00', 1, false, 10.706421752929689, -0.8554217529296864, -1.575178247070312, -0.8554217529296864, -1.575178247070312, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-22 23:59:59.999+00', 1, false, 10.923460876464844, 0.2170391235351552, 1.0724608764648416, 0.2170391235351552, 1.0724608764648416, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-23 23:59:59.999+00', 1, false, 11.603980438232423, 0.6805195617675786, 0.46348043823242335, 0.6805195617675786, 0.46348043823242335, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-24 23:59:59.999+00', 1, false, 11.237940219116211, -0.3660402191162113, -1.0465597808837899, -0.3660402191162113, -1.0465597808837899, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-25 23:59:59.999+00', 1, false, 10.543370109558106, -0.6945701095581054, -0.32852989044189407, -0.6945701095581054, -0.32852989044189407, '2026-11-24 16:32:49.519012+00'),
	(11, '1D', 3, '2026-01-26 23:59:59.999+00', 1, false, 10.831035054779054, 0.2876649452209481, 0.9822350547790535, 0.2876649452209481, 0.9822350547790535, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 2, '2026-01-11 23:59:59.999+00', 3, false, 12.272549999999999, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 2, '2026-01-12 23:59:59.999+00', 3, true, 11.296516666666667, NULL, NULL, -0.9760333333333318, NULL, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 2, '2026-01-13 23:59:59.999+00', 3, true, 10.66165, NULL, NULL, -0.6348666666666674, 0.3411666666666644, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 2, '2026-01-14 23:59:59.999+00', 3, false, 11.54685, -0.7256999999999998, NULL, 0.8851999999999993, 1.5200666666666667, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 2, '2026-01-15 23:59:59.999+00', 3, true, 12.034483333333332, NULL, NULL, 0.48763333333333314, -0.3975666666666662, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 2, '2026-01-16 23:59:59.999+00', 3, true, 11.068683333333333, NULL, NULL, -0.9657999999999998, -1.453433333333333, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 2, '2026-01-17 23:59:59.999+00', 3, false, 10.417883333333334, -1.1289666666666651, -0.40326666666666533, -0.6507999999999985, 0.3150000000000013, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 2, '2026-01-18 23:59:59.999+00', 3, true, 10.914094444444444, NULL, NULL, 0.49621111111111027, 1.1470111111111088, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 2, '2026-01-19 23:59:59.999+00', 3, true, 11.660361111111111, NULL, NULL, 0.7462666666666671, 0.2500555555555568, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 2, '2026-01-21 23:59:59.999+00', 3, false, 10.039961111111111, -0.3779222222222227, 0.7510444444444424, -1.6204, -2.366666666666667, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 2, '2026-01-22 23:59:59.999+00', 3, true, 10.773653703703705, NULL, NULL, 0.7336925925925932, 2.3540925925925933, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 2, '2026-01-23 23:59:59.999+00', 3, true, 11.536320370370369, NULL, NULL, 0.7626666666666644, 0.028974074074071154, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 2, '2026-01-24 23:59:59.999+00', 3, false, 10.594587037037037, 0.5546259259259259, 0.9325481481481486, -0.9417333333333318, -1.7043999999999961, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 2, '2026-01-25 23:59:59.999+00', 3, true, 10.097395679012346, NULL, NULL, -0.4971913580246916, 0.44454197530864015, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 2, '2026-01-26 23:59:59.999+00', 3, true, 10.943995679012346, NULL, NULL, 0.8466000000000005, 1.343791358024692, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 3, '2026-01-14 23:59:59.999+00', 3, false, 11.9097, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 3, '2026-01-15 23:59:59.999+00', 3, true, 12.094000000000001, NULL, NULL, 0.18430000000000035, NULL, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 3, '2026-01-16 23:59:59.999+00', 3, true, 11.36965, NULL, NULL, -0.7243500000000012, -0.9086500000000015, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 3, '2026-01-17 23:59:59.999+00', 3, false, 10.88155, -1.0281500000000001, NULL, -0.4880999999999993, 0.23625000000000185, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 3, '2026-01-18 23:59:59.999+00', 3, true, 11.021875000000001, NULL, NULL, 0.1403250000000007, 0.628425, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 3, '2026-01-19 23:59:59.999+00', 3, true, 11.581575, NULL, NULL, 0.5596999999999994, 0.4193749999999987, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 3, '2026-01-21 23:59:59.999+00', 3, false, 10.366275000000002, -0.515274999999999, 0.5128750000000011, -1.2152999999999992, -1.7749999999999986, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 3, '2026-01-22 23:59:59.999+00', 3, true, 10.7533875, NULL, NULL, 0.38711249999999886, 1.602412499999998, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 3, '2026-01-23 23:59:59.999+00', 3, true, 11.325387500000001, NULL, NULL, 0.572000000000001, 0.1848875000000021, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 3, '2026-01-24 23:59:59.999+00', 3, false, 10.619087500000001, 0.2528124999999992, 0.7680874999999983, -0.7063000000000006, -1.2783000000000015, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 3, '2026-01-25 23:59:59.999+00', 3, true, 10.233943750000002, NULL, NULL, -0.38514374999999923, 0.32115625000000136, '2026-11-24 16:32:49.519012+00'),
	(11, '3D', 3, '2026-01-26 23:59:59.999+00', 3, true, 10.868893750000002, NULL, NULL, 0.6349499999999999, 1.0200937499999991, '2026-11-24 16:32:49.519012+00'),
	(12, '1D', 2, '2026-01-21 23:59:59.999+00', 1, false, 10.9647, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.526735+00'),
	(12, '1D', 2, '2026-01-22 23:59:59.999+00', 1, false, 11.5139, 0.549199999999999, NULL, 0.549199999999999, NULL, '2026-11-24 16:32:49.526735+00'),
	(12, '1D', 2, '2026-01-23 23:59:59.999+00', 1, false, 12.1965, 0.6826000000000008, 0.13340000000000174, 0.6826000000000008, 0.13340000000000174, '2026-11-24 16:32:49.526735+00'),
	(12, '1D', 2, '2026-01-24 23:59:59.999+00', 1, false, 12.834499999999998, 0.6379999999999981, -0.04460000000000264, 0.6379999999999981, -0.04460000000000264, '2026-11-24 16:32:49.526735+00'),
	(12, '1D', 3, '2026-01-22 23:59:59.999+00', 1, false, 11.2393, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.526735+00'),
	(12, '1D', 3, '2026-01-23 23:59:59.999+00', 1, false, 11.88855, 0.6492500000000003, NULL, 0.6492500000000003, NULL, '2026-11-24 16:32:49.526735+00'),
	(12, '1D', 3, '2026-01-24 23:59:59.999+00', 1, false, 12.521025, 0.6324749999999995, -0.016775000000000873, 0.6324749999999995, -0.016775000000000873, '2026-11-24 16:32:49.526735+00'),
	(13, '1D', 2, '2026-01-25 23:59:59.999+00', 1, false, 11.664850000000001, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 2, '2026-01-26 23:59:59.999+00', 1, false, 11.795350000000001, 0.13049999999999962, NULL, 0.13049999999999962, NULL, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 2, '2026-01-27 23:59:59.999+00', 1, false, 12.119183333333334, 0.323833333333333, 0.19333333333333336, 0.323833333333333, 0.19333333333333336, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 2, '2026-01-28 23:59:59.999+00', 1, false, 12.607127777777777, 0.48794444444444274, 0.16411111111110976, 0.48794444444444274, 0.16411111111110976, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 2, '2026-01-29 23:59:59.999+00', 1, false, 13.186509259259259, 0.5793814814814819, 0.0914370370370392, 0.5793814814814819, 0.0914370370370392, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 2, '2026-01-30 23:59:59.999+00', 1, false, 13.754169753086419, 0.5676604938271606, -0.011720987654321391, 0.5676604938271606, -0.011720987654321391, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 2, '2026-01-31 23:59:59.999+00', 1, false, 14.19585658436214, 0.44168683127572095, -0.1259736625514396, 0.44168683127572095, -0.1259736625514396, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 2, '2026-02-01 23:59:59.999+00', 1, false, 14.415218861454047, 0.21936227709190703, -0.22232455418381392, 0.21936227709190703, -0.22232455418381392, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 2, '2026-02-02 23:59:59.999+00', 1, false, 14.362672953818016, -0.05254590763603062, -0.27190818472793765, -0.05254590763603062, -0.27190818472793765, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 2, '2026-02-03 23:59:59.999+00', 1, false, 14.051824317939339, -0.3108486358786777, -0.2583027282426471, -0.3108486358786777, -0.2583027282426471, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 2, '2026-02-04 23:59:59.999+00', 1, false, 13.553741439313114, -0.49808287862622436, -0.18723424274754663, -0.49808287862622436, -0.18723424274754663, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 2, '2026-02-05 23:59:59.999+00', 1, false, 12.973713813104371, -0.5800276262087429, -0.08194474758251857, -0.5800276262087429, -0.08194474758251857, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 3, '2026-01-26 23:59:59.999+00', 1, false, 11.7301, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 3, '2026-01-27 23:59:59.999+00', 1, false, 12.005600000000001, 0.27550000000000097, NULL, 0.27550000000000097, NULL, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 3, '2026-01-28 23:59:59.999+00', 1, false, 12.428350000000002, 0.4227500000000006, 0.14724999999999966, 0.4227500000000006, 0.14724999999999966, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 3, '2026-01-29 23:59:59.999+00', 1, false, 12.952275, 0.5239249999999984, 0.1011749999999978, 0.5239249999999984, 0.1011749999999978, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 3, '2026-01-30 23:59:59.999+00', 1, false, 13.4951375, 0.5428625, 0.018937500000001606, 0.5428625, 0.018937500000001606, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 3, '2026-01-31 23:59:59.999+00', 1, false, 13.95591875, 0.46078125000000014, -0.08208124999999988, 0.46078125000000014, -0.08208124999999988, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 3, '2026-02-01 23:59:59.999+00', 1, false, 14.240409375, 0.2844906250000001, -0.17629062500000003, 0.2844906250000001, -0.17629062500000003, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 3, '2026-02-02 23:59:59.999+00', 1, false, 14.2884046875, 0.04799531249999944, -0.23649531250000067, 0.04799531249999944, -0.23649531250000067, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 3, '2026-02-03 23:59:59.999+00', 1, false, 14.092402343749999, -0.19600234375000092, -0.24399765625000036, -0.19600234375000092, -0.24399765625000036, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 3, '2026-02-04 23:59:59.999+00', 1, false, 13.698551171875, -0.3938511718749993, -0.19784882812499838, -0.3938511718749993, -0.19784882812499838, '2026-11-24 16:32:49.529284+00'),
	(13, '1D', 3, '2026-02-05 23:59:59.999+00', 1, false, 13.191125585937499, -0.5074255859375008, -0.11357441406250146, -0.5074255859375008, -0.11357441406250146, '2026-11-24 16:32:49.529284+00'),
	(13, '3D', 2, '2026-01-29 23:59:59.999+00', 3, false, 12.6684, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.529284+00'),
	(13, '3D', 2, '2026-01-30 23:59:59.999+00', 3, true, 13.581466666666667, NULL, NULL, 0.9130666666666674, NULL, '2026-11-24 16:32:49.529284+00'),
	(13, '3D', 2, '2026-01-31 23:59:59.999+00', 3, true, 13.833933333333334, NULL, NULL, 0.25246666666666684, -0.6606000000000005, '2026-11-24 16:32:49.529284+00'),
	(13, '3D', 2, '2026-02-01 23:59:59.999+00', 3, false, 13.906066666666668, 1.2376666666666676, NULL, 0.07213333333333338, -0.18033333333333346, '2026-11-24 16:32:49.529284+00'),
	(13, '3D', 2, '2026-02-02 23:59:59.999+00', 3, true, 14.192955555555557, NULL, NULL, 0.28688888888888897, 0.2147555555555556, '2026-11-24 16:32:49.529284+00'),
	(13, '3D', 2, '2026-02-03 23:59:59.999+00', 3, true, 13.899622222222224, NULL, NULL, -0.293333333333333, -0.580222222222222, '2026-11-24 16:32:49.529284+00'),
	(13, '3D', 2, '2026-02-04 23:59:59.999+00', 3, false, 13.505155555555557, -0.40091111111111033, -1.638577777777778, -0.3944666666666663, -0.1011333333333333, '2026-11-24 16:32:49.529284+00'),
	(13, '3D', 2, '2026-02-05 23:59:59.999+00', 3, true, 12.957518518518519, NULL, NULL, -0.5476370370370383, -0.15317037037037196, '2026-11-24 16:32:49.529284+00'),
	(13, '3D', 3, '2026-02-01 23:59:59.999+00', 3, false, 13.287233333333333, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.529284+00'),
	(13, '3D', 3, '2026-02-02 23:59:59.999+00', 3, true, 13.811816666666665, NULL, NULL, 0.5245833333333323, NULL, '2026-11-24 16:32:49.529284+00'),
	(13, '3D', 3, '2026-02-03 23:59:59.999+00', 3, true, 13.591816666666666, NULL, NULL, -0.21999999999999886, -0.7445833333333312, '2026-11-24 16:32:49.529284+00'),
	(13, '3D', 3, '2026-02-04 23:59:59.999+00', 3, false, 13.295966666666667, 0.008733333333333704, NULL, -0.2958499999999997, -0.07585000000000086, '2026-11-24 16:32:49.529284+00'),
	(13, '3D', 3, '2026-02-05 23:59:59.999+00', 3, true, 12.989833333333333, NULL, NULL, -0.30613333333333337, -0.010283333333333644, '2026-11-24 16:32:49.529284+00'),
	(11, '1D', 2, '2026-01-27 23:59:59.999+00', 1, false, 11.888085101749484, 1.0434297965010302, 0.49534040699793636, 1.0434297965010302, 0.49534040699793636, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 2, '2026-01-28 23:59:59.999+00', 1, false, 11.224828367249827, -0.6632567344996563, -1.7066865310006865, -0.6632567344996563, -1.7066865310006865, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 2, '2026-01-29 23:59:59.999+00', 1, false, 10.306276122416609, -0.9185522448332186, -0.25529551033356235, -0.9185522448332186, -0.25529551033356235, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 2, '2026-01-30 23:59:59.999+00', 1, false, 10.833358707472202, 0.5270825850555934, 1.445634829888812, 0.5270825850555934, 1.445634829888812, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 2, '2026-02-01 23:59:59.999+00', 1, false, 10.887519569157401, 0.05416086168519918, -0.4729217233703942, 0.05416086168519918, -0.4729217233703942, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 2, '2026-02-02 23:59:59.999+00', 1, false, 10.192906523052468, -0.6946130461049336, -0.7487739077901328, -0.6946130461049336, -0.7487739077901328, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 2, '2026-02-03 23:59:59.999+00', 1, false, 10.781102174350824, 0.5881956512983564, 1.28280869740329, 0.5881956512983564, 1.28280869740329, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 2, '2026-02-04 23:59:59.999+00', 1, false, 11.787367391450275, 1.0062652170994504, 0.418069565801094, 1.0062652170994504, 0.418069565801094, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 2, '2026-02-05 23:59:59.999+00', 1, false, 11.219855797150093, -0.567511594300182, -1.5737768113996324, -0.567511594300182, -1.5737768113996324, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 2, '2026-02-06 23:59:59.999+00', 1, false, 10.302951932383365, -0.9169038647667271, -0.3493922704665451, -0.9169038647667271, -0.3493922704665451, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 2, '2026-02-07 23:59:59.999+00', 1, false, 10.803250644127788, 0.5002987117444224, 1.4172025765111496, 0.5002987117444224, 1.4172025765111496, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 2, '2026-02-08 23:59:59.999+00', 1, false, 11.795550214709262, 0.9922995705814746, 0.49200085883705214, 0.9922995705814746, 0.49200085883705214, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 3, '2026-01-27 23:59:59.999+00', 1, false, 11.620417527389527, 0.7893824726104732, 0.5017175273895251, 0.7893824726104732, 0.5017175273895251, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 3, '2026-01-28 23:59:59.999+00', 1, false, 11.256808763694764, -0.3636087636947636, -1.1529912363052368, -0.3636087636947636, -1.1529912363052368, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 3, '2026-01-29 23:59:59.999+00', 1, false, 10.551904381847383, -0.7049043818473812, -0.34129561815261766, -0.7049043818473812, -0.34129561815261766, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 3, '2026-01-30 23:59:59.999+00', 1, false, 10.824402190923692, 0.2724978090763095, 0.9774021909236907, 0.2724978090763095, 0.9774021909236907, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 3, '2026-02-01 23:59:59.999+00', 1, false, 10.869501095461846, 0.04509890453815402, -0.22739890453815548, 0.04509890453815402, -0.22739890453815548, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 3, '2026-02-02 23:59:59.999+00', 1, false, 10.357550547730924, -0.5119505477309225, -0.5570494522690765, -0.5119505477309225, -0.5570494522690765, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 3, '2026-02-03 23:59:59.999+00', 1, false, 10.716375273865463, 0.3588247261345394, 0.8707752738654619, 0.3588247261345394, 0.8707752738654619, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 3, '2026-02-04 23:59:59.999+00', 1, false, 11.50343763693273, 0.7870623630672675, 0.4282376369327281, 0.7870623630672675, 0.4282376369327281, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 3, '2026-02-05 23:59:59.999+00', 1, false, 11.219768818466365, -0.2836688184663654, -1.070731181533633, -0.2836688184663654, -1.070731181533633, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 3, '2026-02-06 23:59:59.999+00', 1, false, 10.532134409233183, -0.6876344092331816, -0.40396559076681626, -0.6876344092331816, -0.40396559076681626, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 3, '2026-02-07 23:59:59.999+00', 1, false, 10.792767204616592, 0.2606327953834082, 0.9482672046165899, 0.2606327953834082, 0.9482672046165899, '2026-11-24 16:32:54.872299+00'),
	(11, '1D', 3, '2026-02-08 23:59:59.999+00', 1, false, 11.542233602308297, 0.7494663976917053, 0.4888336023082971, 0.7494663976917053, 0.4888336023082971, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 2, '2026-01-27 23:59:59.999+00', 3, false, 11.804729012345678, 1.210141975308641, 0.6555160493827152, 0.8607333333333322, 0.014133333333331777, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 2, '2026-01-28 23:59:59.999+00', 3, true, 11.197043004115226, NULL, NULL, -0.607686008230452, -1.4684193415637843, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 2, '2026-01-29 23:59:59.999+00', 3, true, 10.49957633744856, NULL, NULL, -0.6974666666666671, -0.08978065843621508, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 2, '2026-01-30 23:59:59.999+00', 3, false, 11.332843004115226, -0.47188600823045235, -1.6820279835390934, 0.8332666666666668, 1.530733333333334, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 2, '2026-02-01 23:59:59.999+00', 3, true, 11.054014334705077, NULL, NULL, -0.2788286694101494, -1.1120953360768162, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 2, '2026-02-02 23:59:59.999+00', 3, true, 10.34134766803841, NULL, NULL, -0.7126666666666672, -0.43383799725651784, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 2, '2026-02-03 23:59:59.999+00', 3, false, 11.161081001371743, -0.17176200274348297, 0.3001240054869694, 0.8197333333333336, 1.5324000000000009, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 2, '2026-02-04 23:59:59.999+00', 3, true, 11.914027000457246, NULL, NULL, 0.7529459990855027, -0.0667873342478309, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 2, '2026-02-05 23:59:59.999+00', 3, true, 11.011093667123914, NULL, NULL, -0.9029333333333316, -1.6558793324188343, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 2, '2026-02-06 23:59:59.999+00', 3, false, 10.283360333790581, -0.877720667581162, -0.705958664837679, -0.7277333333333331, 0.17519999999999847, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 2, '2026-02-07 23:59:59.999+00', 3, true, 10.796720111263527, NULL, NULL, 0.5133597774729459, 1.241093110806279, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 2, '2026-02-08 23:59:59.999+00', 3, true, 11.622253444596861, NULL, NULL, 0.8255333333333343, 0.3121735558603884, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 3, '2026-01-27 23:59:59.999+00', 3, false, 11.514443750000002, 0.8953562500000007, 0.6425437500000015, 0.6455500000000001, 0.010600000000000165, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 3, '2026-01-28 23:59:59.999+00', 3, true, 11.203821875000001, NULL, NULL, -0.3106218750000007, -0.9561718750000008, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 3, '2026-01-29 23:59:59.999+00', 3, true, 10.680721875, NULL, NULL, -0.5231000000000012, -0.21247812500000052, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 3, '2026-01-30 23:59:59.999+00', 3, false, 11.305671875000002, -0.20877187500000005, -1.1041281250000008, 0.6249500000000019, 1.1480500000000031, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 3, '2026-02-01 23:59:59.999+00', 3, true, 11.1101359375, NULL, NULL, -0.19553593750000076, -0.8204859375000026, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 3, '2026-02-02 23:59:59.999+00', 3, true, 10.5756359375, NULL, NULL, -0.5345000000000013, -0.33896406250000055, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 3, '2026-02-03 23:59:59.999+00', 3, false, 11.190435937500002, -0.11523593749999961, 0.09353593750000044, 0.6148000000000025, 1.1493000000000038, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 3, '2026-02-04 23:59:59.999+00', 3, true, 11.74046796875, NULL, NULL, 0.550032031249998, -0.06476796875000446, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 3, '2026-02-05 23:59:59.999+00', 3, true, 11.06326796875, NULL, NULL, -0.6771999999999991, -1.2272320312499971, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 3, '2026-02-06 23:59:59.999+00', 3, false, 10.517467968750001, -0.672967968750001, -0.5577320312500014, -0.5457999999999998, 0.1313999999999993, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 3, '2026-02-07 23:59:59.999+00', 3, true, 10.785433984375, NULL, NULL, 0.26796601562499944, 0.8137660156249993, '2026-11-24 16:32:54.872299+00'),
	(11, '3D', 3, '2026-02-08 23:59:59.999+00', 3, true, 11.404583984375002, NULL, NULL, 0.6191500000000012, 0.35118398437500176, '2026-11-24 16:32:54.872299+00'),
	(12, '1D', 2, '2026-01-27 23:59:59.999+00', 1, false, 12.691433333333332, -0.143066666666666, -0.7810666666666641, -0.143066666666666, -0.7810666666666641, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 2, '2026-01-28 23:59:59.999+00', 1, false, 12.145811111111112, -0.5456222222222209, -0.4025555555555549, -0.5456222222222209, -0.4025555555555549, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 2, '2026-01-29 23:59:59.999+00', 1, false, 11.520270370370369, -0.6255407407407425, -0.07991851851852161, -0.6255407407407425, -0.07991851851852161, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 2, '2026-01-30 23:59:59.999+00', 1, false, 11.04509012345679, -0.4751802469135793, 0.1503604938271632, -0.4751802469135793, 0.1503604938271632, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 2, '2026-01-31 23:59:59.999+00', 1, false, 10.860363374485598, -0.18472674897119212, 0.2904534979423872, -0.18472674897119212, 0.2904534979423872, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 2, '2026-02-01 23:59:59.999+00', 1, false, 11.018654458161866, 0.15829108367626787, 0.34301783264746, 0.15829108367626787, 0.34301783264746, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 2, '2026-02-02 23:59:59.999+00', 1, false, 11.486418152720622, 0.4677636945587569, 0.309472610882489, 0.4677636945587569, 0.309472610882489, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 2, '2026-02-03 23:59:59.999+00', 1, false, 12.141672717573542, 0.6552545648529193, 0.18749087029416245, 0.6552545648529193, 0.18749087029416245, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 2, '2026-02-04 23:59:59.999+00', 1, false, 12.785957572524513, 0.6442848549509712, -0.010969709901948121, 0.6442848549509712, -0.010969709901948121, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 2, '2026-02-05 23:59:59.999+00', 1, false, 13.198519190841505, 0.41256161831699245, -0.23172323663397876, 0.41256161831699245, -0.23172323663397876, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 2, '2026-02-06 23:59:59.999+00', 1, false, 13.227706396947168, 0.02918720610566261, -0.38337441221132984, 0.02918720610566261, -0.38337441221132984, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 2, '2026-02-07 23:59:59.999+00', 1, false, 12.866235465649055, -0.36147093129811303, -0.39065813740377564, -0.36147093129811303, -0.39065813740377564, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 2, '2026-02-08 23:59:59.999+00', 1, false, 12.250811821883019, -0.6154236437660359, -0.25395271246792284, -0.6154236437660359, -0.25395271246792284, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 3, '2026-01-27 23:59:59.999+00', 1, false, 12.5704625, 0.0494374999999998, -0.5830374999999997, 0.0494374999999998, -0.5830374999999997, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 3, '2026-01-28 23:59:59.999+00', 1, false, 12.22173125, -0.34873125000000016, -0.39816874999999996, -0.34873125000000016, -0.39816874999999996, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 3, '2026-01-29 23:59:59.999+00', 1, false, 11.714615625, -0.5071156249999991, -0.1583843749999989, -0.5071156249999991, -0.1583843749999989, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 3, '2026-01-30 23:59:59.999+00', 1, false, 11.261057812499999, -0.4535578125000015, 0.05355781249999758, -0.4535578125000015, 0.05355781249999758, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 3, '2026-01-31 23:59:59.999+00', 1, false, 11.01452890625, -0.24652890624999912, 0.20702890625000236, -0.24652890624999912, 0.20702890625000236, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 3, '2026-02-01 23:59:59.999+00', 1, false, 11.056164453125, 0.04163554687499982, 0.28816445312499894, 0.04163554687499982, 0.28816445312499894, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 3, '2026-02-02 23:59:59.999+00', 1, false, 11.3882322265625, 0.33206777343750105, 0.29043222656250123, 0.33206777343750105, 0.29043222656250123, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 3, '2026-02-03 23:59:59.999+00', 1, false, 11.92876611328125, 0.5405338867187499, 0.20846611328124887, 0.5405338867187499, 0.20846611328124887, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 3, '2026-02-04 23:59:59.999+00', 1, false, 12.518433056640625, 0.589666943359374, 0.04913305664062406, 0.589666943359374, 0.04913305664062406, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 3, '2026-02-05 23:59:59.999+00', 1, false, 12.961616528320313, 0.4431834716796885, -0.14648347167968545, 0.4431834716796885, -0.14648347167968545, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 3, '2026-02-06 23:59:59.999+00', 1, false, 13.101958264160157, 0.14034173583984355, -0.30284173583984497, 0.14034173583984355, -0.30284173583984497, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 3, '2026-02-07 23:59:59.999+00', 1, false, 12.893729132080079, -0.20822913208007776, -0.3485708679199213, -0.20822913208007776, -0.3485708679199213, '2026-11-24 16:32:54.880907+00'),
	(12, '1D', 3, '2026-02-08 23:59:59.999+00', 1, false, 12.418414566040038, -0.47531456604004063, -0.26708543395996287, -0.47531456604004063, -0.26708543395996287, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 2, '2026-01-27 23:59:59.999+00', 3, false, 12.2042, NULL, NULL, NULL, NULL, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 2, '2026-01-28 23:59:59.999+00', 3, true, 11.9834, NULL, NULL, -0.22080000000000055, NULL, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 2, '2026-01-29 23:59:59.999+00', 3, true, 11.539733333333334, NULL, NULL, -0.4436666666666653, -0.22286666666666477, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 2, '2026-01-30 23:59:59.999+00', 3, false, 11.273066666666667, -0.9311333333333334, NULL, -0.2666666666666675, 0.17699999999999783, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 2, '2026-01-31 23:59:59.999+00', 3, true, 10.936355555555556, NULL, NULL, -0.33671111111111074, -0.07004444444444324, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 2, '2026-02-01 23:59:59.999+00', 3, true, 11.156222222222222, NULL, NULL, 0.21986666666666643, 0.5565777777777772, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 2, '2026-02-02 23:59:59.999+00', 3, false, 11.571222222222222, 0.29815555555555484, 1.2292888888888882, 0.41499999999999915, 0.19513333333333271, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 2, '2026-02-03 23:59:59.999+00', 3, true, 12.16994074074074, NULL, NULL, 0.5987185185185186, 0.1837185185185195, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 2, '2026-02-04 23:59:59.999+00', 3, true, 12.595807407407406, NULL, NULL, 0.42586666666666595, -0.1728518518518527, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 2, '2026-02-05 23:59:59.999+00', 3, false, 12.793607407407407, 1.2223851851851855, 0.9242296296296306, 0.19780000000000086, -0.22806666666666509, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 2, '2026-02-06 23:59:59.999+00', 3, true, 13.092735802469136, NULL, NULL, 0.2991283950617287, 0.10132839506172786, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 2, '2026-02-07 23:59:59.999+00', 3, true, 12.721535802469134, NULL, NULL, -0.37120000000000175, -0.6703283950617305, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 2, '2026-02-08 23:59:59.999+00', 3, false, 12.226602469135802, -0.5670049382716051, -1.7893901234567906, -0.4949333333333321, -0.12373333333333036, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 3, '2026-01-30 23:59:59.999+00', 3, false, 11.738633333333333, NULL, NULL, NULL, NULL, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 3, '2026-01-31 23:59:59.999+00', 3, true, 11.253316666666667, NULL, NULL, -0.48531666666666595, NULL, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 3, '2026-02-01 23:59:59.999+00', 3, true, 11.418216666666666, NULL, NULL, 0.16489999999999938, 0.6502166666666653, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 3, '2026-02-02 23:59:59.999+00', 3, false, 11.729466666666667, -0.009166666666665435, NULL, 0.31125000000000114, 0.14635000000000176, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 3, '2026-02-03 23:59:59.999+00', 3, true, 12.099383333333334, NULL, NULL, 0.36991666666666667, 0.058666666666665535, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 3, '2026-02-04 23:59:59.999+00', 3, true, 12.418783333333334, NULL, NULL, 0.3193999999999999, -0.050516666666666765, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 3, '2026-02-05 23:59:59.999+00', 3, false, 12.567133333333334, 0.8376666666666672, 0.8468333333333327, 0.14835000000000065, -0.17104999999999926, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 3, '2026-02-06 23:59:59.999+00', 3, true, 12.904716666666667, NULL, NULL, 0.3375833333333329, 0.18923333333333225, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 3, '2026-02-07 23:59:59.999+00', 3, true, 12.626316666666668, NULL, NULL, -0.27839999999999954, -0.6159833333333324, '2026-11-24 16:32:54.880907+00'),
	(12, '3D', 3, '2026-02-08 23:59:59.999+00', 3, false, 12.255116666666666, -0.3120166666666684, -1.1496833333333356, -0.37120000000000175, -0.09280000000000221, '2026-11-24 16:32:54.880907+00');
INSERT INTO cmc_ema_multi_tf_cal_anchor_iso VALUES
	(11, '2W_CAL_ANCHOR_ISO', 2, '2026-02-01 23:59:59.999+00', 14, false, 11.0384, NULL, NULL, NULL, NULL, 11.0384, NULL, NULL, NULL, NULL, '2026-11-24 16:32:54.06021+00'),
	(11, '2W_CAL_ANCHOR_ISO', 2, '2026-02-02 23:59:59.999+00', 14, true, 10.948376596590839, NULL, NULL, -0.09002340340916071, NULL, 10.948376596590839, NULL, NULL, -0.09002340340916071, NULL, '2026-11-24 16:32:54.06021+00'),
	(11, '2W_CAL_ANCHOR_ISO', 2, '2026-02-03 23:59:59.999+00', 14, true, 10.957948255214937, NULL, NULL, 0.009571658624098589, 0.0995950620332593, 10.957948255214937, NULL, NULL, 0.009571658624098589, 0.0995950620332593, '2026-11-24 16:32:54.06021+00'),
	(11, '2W_CAL_ANCHOR_ISO', 2, '2026-02-04 23:59:59.999+00', 14, true, 11.05851904938359, NULL, NULL, 0.100570794168652, 0.09099913554455341, 11.05851904938359, NULL, NULL, 0.100570794168652, 0.09099913554455341, '2026-11-24 16:32:54.06021+00'),
	(11, '2W_CAL_ANCHOR_ISO', 2, '2026-02-05 23:59:59.999+00', 14, true, 11.049279797650168, NULL, NULL, -0.009239251733420772, -0.10981004590207277, 11.049279797650168, NULL, NULL, -0.009239251733420772, -0.10981004590207277, '2026-11-24 16:32:54.06021+00'),
	(11, '2W_CAL_ANCHOR_ISO', 2, '2026-02-06 23:59:59.999+00', 14, true, 10.958352250917214, NULL, NULL, -0.09092754673295467, -0.0816882949995339, 10.958352250917214, NULL, NULL, -0.09092754673295467, -0.0816882949995339, '2026-11-24 16:32:54.06021+00'),
	(11, '2W_CAL_ANCHOR_ISO', 2, '2026-02-07 23:59:59.999+00', 14, true, 10.965525726653977, NULL, NULL, 0.007173475736763635, 0.0981010224697183, 10.965525726653977, NULL, NULL, 0.007173475736763635, 0.0981010224697183, '2026-11-24 16:32:54.06021+00'),
	(11, '2W_CAL_ANCHOR_ISO', 2, '2026-02-08 23:59:59.999+00', 14, true, 11.065615198149851, NULL, NULL, 0.100089471495874, 0.09291599575911036, 11.065615198149851, NULL, NULL, 0.100089471495874, 0.09291599575911036, '2026-11-24 16:32:54.06021+00');
INSERT INTO cmc_ema_multi_tf_cal_anchor_iso_state VALUES
	(13, '71bc1a49a8cee626dfd2cc56b83b3a62', 'emas 1.1 in UTC', '{2W_CAL_ANCHOR_ISO}', '{2,3}', '2026-02-05 23:59:59.999+00', 0, '2026-11-24 16:32:48.89695+00'),
	(11, '4d69c5eeac76fa94d09d1b59655d7164', 'emas 1.1 in UTC', '{2W_CAL_ANCHOR_ISO}', '{2,3}', '2026-02-08 23:59:59.999+00', 8, '2026-11-24 16:32:54.06021+00'),
	(12, '9ed2fec3f04e01c0ccb8cd3c7f86981d', 'emas 1.1 in UTC', '{2W_CAL_ANCHOR_ISO}', '{2,3}', '2026-02-08 23:59:59.999+00', 0, '2026-11-24 16:32:54.071007+00');
INSERT INTO cmc_ema_multi_tf_cal_anchor_us_state VALUES
	(13, '71bc1a49a8cee626dfd2cc56b83b3a62', 'emas 1.1 in UTC', '{1M_CAL_ANCHOR}', '{2,3}', '2026-02-05 23:59:59.999+00', 0, '2026-11-24 16:32:48.792565+00'),
	(11, '4d69c5eeac76fa94d09d1b59655d7164', 'emas 1.1 in UTC', '{1M_CAL_ANCHOR}', '{2,3}', '2026-02-08 23:59:59.999+00', 0, '2026-11-24 16:32:54.06021+00'),
	(12, '9ed2fec3f04e01c0ccb8cd3c7f86981d', 'emas 1.1 in UTC', '{1M_CAL_ANCHOR}', '{2,3}', '2026-02-08 23:59:59.999+00', 0, '2026-11-24 16:32:54.064588+00');
INSERT INTO cmc_ema_multi_tf_cal_iso_state VALUES
	(13, '71bc1a49a8cee626dfd2cc56b83b3a62', 'emas 1.1 in UTC', '{1M_CAL}', '{2,3}', '2026-02-05 23:59:59.999+00', 0, '2026-11-24 16:32:49.274575+00'),
	(11, '4d69c5eeac76fa94d09d1b59655d7164', 'emas 1.1 in UTC', '{1M_CAL}', '{2,3}', '2026-02-08 23:59:59.999+00', 0, '2026-11-24 16:32:54.47273+00'),
	(12, '9ed2fec3f04e01c0ccb8cd3c7f86981d', 'emas 1.1 in UTC', '{1M_CAL}', '{2,3}', '2026-02-08 23:59:59.999+00', 0, '2026-11-24 16:32:54.47656+00');
INSERT INTO cmc_ema_multi_tf_cal_us VALUES
	(11, '1W_CAL_US', 2, '2026-01-24 23:59:59.999+00', 7, false, 10.36265, NULL, NULL, NULL, NULL, 10.36265, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.123802+00'),
	(11, '1W_CAL_US', 2, '2026-01-25 23:59:59.999+00', 7, true, 10.294136666666667, NULL, NULL, -0.06851333333333365, NULL, 10.294136666666667, NULL, NULL, -0.06851333333333365, NULL, '2026-11-24 16:32:49.123802+00'),
	(11, '1W_CAL_US', 2, '2026-01-26 23:59:59.999+00', 7, true, 10.404078444444446, NULL, NULL, 0.10994177777777914, 0.17845511111111279, 10.404078444444446, NULL, NULL, 0.10994177777777914, 0.17845511111111279, '2026-11-24 16:32:49.123802+00'),
	(11, '1W_CAL_US', 2, '2026-01-27 23:59:59.999+00', 7, true, 10.671507985185187, NULL, NULL, 0.267429540740741, 0.15748776296296185, 10.671507985185187, NULL, NULL, 0.267429540740741, 0.15748776296296185, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 2, '2026-01-28 23:59:59.999+00', 7, true, 10.70106692049383, NULL, NULL, 0.02955893530864273, -0.23787060543209826, 10.70106692049383, NULL, NULL, 0.02955893530864273, -0.23787060543209826, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 2, '2026-01-29 23:59:59.999+00', 7, true, 10.587191331094653, NULL, NULL, -0.11387558939917675, -0.14343452470781948, 10.587191331094653, NULL, NULL, -0.11387558939917675, -0.14343452470781948, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 2, '2026-01-30 23:59:59.999+00', 7, false, 10.6551524869487, 0.29250248694869896, NULL, 0.0679611558540465, 0.18183674525322324, 10.85215, 0.4894999999999996, NULL, 0.26495866890534714, 0.3788342583045239, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 2, '2026-02-01 23:59:59.999+00', 7, true, 10.689745488688873, NULL, NULL, 0.034593001740173435, -0.03336815411387306, 10.860476666666667, NULL, NULL, 0.008326666666667037, -0.2566320022386801, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 2, '2026-02-02 23:59:59.999+00', 7, true, 10.577192756863688, NULL, NULL, -0.11255273182518444, -0.14714573356535787, 10.72515977777778, NULL, NULL, -0.13531688888888738, -0.14364355555555441, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 2, '2026-02-03 23:59:59.999+00', 7, true, 10.643593722615197, NULL, NULL, 0.06640096575150878, 0.17895369757669322, 10.771831807407409, NULL, NULL, 0.04667202962962946, 0.18198891851851684, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 2, '2026-02-04 23:59:59.999+00', 7, true, 10.863181226266503, NULL, NULL, 0.2195875036513062, 0.15318653789979741, 10.974320899753087, NULL, NULL, 0.2024890923456777, 0.15581706271604823, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 2, '2026-02-05 23:59:59.999+00', 7, true, 10.87290372943097, NULL, NULL, 0.009722503164466545, -0.20986500048683965, 10.969224779786009, NULL, NULL, -0.005096119967078039, -0.20758521231275573, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 2, '2026-02-06 23:59:59.999+00', 7, true, 10.735783232173507, NULL, NULL, -0.13712049725746311, -0.14684300042192966, 10.81926147581454, NULL, NULL, -0.14996330397146806, -0.14486718400439003, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 2, '2026-02-07 23:59:59.999+00', 7, false, 10.778132134550374, 0.12297964760167446, -0.1695228393470245, 0.04234890237686706, 0.17946939963433017, 10.986316666666667, 0.1341666666666672, -0.3553333333333324, 0.1670551908521265, 0.31701849482359457, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 2, '2026-02-08 23:59:59.999+00', 7, true, 10.979941183276992, NULL, NULL, 0.2018090487266182, 0.15946014634975114, 11.160367777777779, NULL, NULL, 0.17405111111111182, 0.006995920258985322, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 3, '2026-01-30 23:59:59.999+00', 7, false, 10.6074, NULL, NULL, NULL, NULL, 10.6074, NULL, NULL, NULL, NULL, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 3, '2026-02-01 23:59:59.999+00', 7, true, 10.635327272727272, NULL, NULL, 0.027927272727271912, NULL, 10.635327272727272, NULL, NULL, 0.027927272727271912, NULL, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 3, '2026-02-02 23:59:59.999+00', 7, true, 10.56353388429752, NULL, NULL, -0.07179338842975191, -0.09972066115702383, 10.56353388429752, NULL, NULL, -0.07179338842975191, -0.09972066115702383, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 3, '2026-02-03 23:59:59.999+00', 7, true, 10.610048985725017, NULL, NULL, 0.04651510142749693, 0.11830848985724884, 10.610048985725017, NULL, NULL, 0.04651510142749693, 0.11830848985724884, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 3, '2026-02-04 23:59:59.999+00', 7, true, 10.762817259750015, NULL, NULL, 0.15276827402499826, 0.10625317259750133, 10.762817259750015, NULL, NULL, 0.15276827402499826, 0.10625317259750133, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 3, '2026-02-05 23:59:59.999+00', 7, true, 10.778570236136376, NULL, NULL, 0.015752976386361084, -0.13701529763863718, 10.778570236136376, NULL, NULL, 0.015752976386361084, -0.13701529763863718, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 3, '2026-02-06 23:59:59.999+00', 7, true, 10.693654760123978, NULL, NULL, -0.08491547601239802, -0.1006684523987591, 10.693654760123978, NULL, NULL, -0.08491547601239802, -0.1006684523987591, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 3, '2026-02-07 23:59:59.999+00', 7, false, 10.72635887283998, 0.11895887283997908, NULL, 0.03270411271600082, 0.11761958872839884, 10.830400000000001, 0.22300000000000075, NULL, 0.1367452398760225, 0.2216607158884205, '2026-11-24 16:32:54.47115+00'),
	(11, '1W_CAL_US', 3, '2026-02-08 23:59:59.999+00', 7, true, 10.868662611672708, NULL, NULL, 0.1423037388327284, 0.10959962611672758, 10.963245454545456, NULL, NULL, 0.13284545454545515, -0.0038997853305673402, '2026-11-24 16:32:54.47115+00'),
	(12, '1W_CAL_US', 2, '2026-02-07 23:59:59.999+00', 7, false, 11.72675, NULL, NULL, NULL, NULL, 11.72675, NULL, NULL, NULL, NULL, '2026-11-24 16:32:54.478868+00'),
	(12, '1W_CAL_US', 2, '2026-02-08 23:59:59.999+00', 7, true, 11.755596666666666, NULL, NULL, 0.028846666666666465, NULL, 11.755596666666666, NULL, NULL, 0.028846666666666465, NULL, '2026-11-24 16:32:54.478868+00');
INSERT INTO cmc_ema_multi_tf_cal_us_state VALUES
	(13, '71bc1a49a8cee626dfd2cc56b83b3a62', 'emas 1.1 in UTC', '{1W_CAL_US}', '{2,3}', '2026-02-05 23:59:59.999+00', 0, '2026-11-24 16:32:49.131165+00'),
	(11, '4d69c5eeac76fa94d09d1b59655d7164', 'emas 1.1 in UTC', '{1W_CAL_US}', '{2,3}', '2026-02-08 23:59:59.999+00', 24, '2026-11-24 16:32:54.47115+00'),
	(12, '9ed2fec3f04e01c0ccb8cd3c7f86981d', 'emas 1.1 in UTC', '{1W_CAL_US}', '{2,3}', '2026-02-08 23:59:59.999+00', 2, '2026-11-24 16:32:54.478868+00');
INSERT INTO cmc_ema_multi_tf_state VALUES
	(13, '71bc1a49a8cee626dfd2cc56b83b3a62', 'emas 1.1 in UTC', '{1D,3D}', '{2,3}', '2026-02-05 23:59:59.999+00', 36, '2026-11-24 16:32:49.529284+00'),
	(11, '4d69c5eeac76fa94d09d1b59655d7164', 'emas 1.1 in UTC', '{1D,3D}', '{2,3}', '2026-02-08 23:59:59.999+00', 112, '2026-11-24 16:32:54.872299+00'),
	(12, '9ed2fec3f04e01c0ccb8cd3c7f86981d', 'emas 1.1 in UTC', '{1D,3D}', '{2,3}', '2026-02-08 23:59:59.999+00', 56, '2026-11-24 16:32:54.880907+00');
INSERT INTO cmc_ema_multi_tf_v2 VALUES
	(11, '1D', 2, '2026-01-06 23:59:59.999+00', 1, false, 10.5452, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-07 23:59:59.999+00', 1, false, 11.6954, 1.1502, NULL, 1.1502, NULL, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-08 23:59:59.999+00', 1, false, 11.0902, -0.6052, -1.7553999999999998, -0.6052, -1.7553999999999998, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-09 23:59:59.999+00', 1, false, 10.269666666666666, -0.8205333333333336, -0.2153333333333336, -0.8205333333333336, -0.2153333333333336, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-11 23:59:59.999+00', 1, false, 11.606288888888887, 1.3366222222222213, 2.157155555555555, 1.3366222222222213, 2.157155555555555, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-12 23:59:59.999+00', 1, false, 11.07442962962963, -0.5318592592592566, -1.8684814814814779, -0.5318592592592566, -1.8684814814814779, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-13 23:59:59.999+00', 1, false, 10.262276543209877, -0.8121530864197535, -0.2802938271604969, -0.8121530864197535, -0.2802938271604969, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-14 23:59:59.999+00', 1, false, 10.876758847736625, 0.6144823045267476, 1.426635390946501, 0.6144823045267476, 1.426635390946501, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-15 23:59:59.999+00', 1, false, 11.811119615912208, 0.9343607681755834, 0.3198784636488359, 0.9343607681755834, 0.3198784636488359, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-16 23:59:59.999+00', 1, false, 11.156773205304068, -0.6543464106081398, -1.5887071787837233, -0.6543464106081398, -1.5887071787837233, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-17 23:59:59.999+00', 1, false, 10.287857735101356, -0.8689154702027118, -0.21456905959457195, -0.8689154702027118, -0.21456905959457195, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-18 23:59:59.999+00', 1, false, 10.870752578367119, 0.5828948432657626, 1.4518103134684743, 0.5828948432657626, 1.4518103134684743, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-19 23:59:59.999+00', 1, false, 11.811317526122373, 0.940564947755254, 0.35767010448949144, 0.940564947755254, 0.35767010448949144, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-21 23:59:59.999+00', 1, false, 10.504439175374126, -1.3068783507482475, -2.2474432985035016, -1.3068783507482475, -2.2474432985035016, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-22 23:59:59.999+00', 1, false, 10.928479725124708, 0.4240405497505826, 1.7309189004988301, 0.4240405497505826, 1.7309189004988301, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-23 23:59:59.999+00', 1, false, 11.832493241708235, 0.904013516583527, 0.47997296683294444, 0.904013516583527, 0.47997296683294444, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-24 23:59:59.999+00', 1, false, 11.19209774723608, -0.6403954944721555, -1.5444090110556825, -0.6403954944721555, -1.5444090110556825, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-25 23:59:59.999+00', 1, false, 10.29656591574536, -0.8955318314907199, -0.2551363370185644, -0.8955318314907199, -0.2551363370185644, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 2, '2026-01-26 23:59:59.999+00', 1, false, 10.844655305248454, 0.5480893895030938, 1.4436212209938137, 0.5480893895030938, 1.4436212209938137, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-07 23:59:59.999+00', 1, false, 11.1203, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-08 23:59:59.999+00', 1, false, 10.953949999999999, -0.16635000000000133, NULL, -0.16635000000000133, NULL, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-09 23:59:59.999+00', 1, false, 10.406675, -0.5472749999999991, -0.38092499999999774, -0.5472749999999991, -0.38092499999999774, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-11 23:59:59.999+00', 1, false, 11.3406375, 0.9339624999999998, 1.4812374999999989, 0.9339624999999998, 1.4812374999999989, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-12 23:59:59.999+00', 1, false, 11.074568750000001, -0.26606874999999874, -1.2000312499999986, -0.26606874999999874, -1.2000312499999986, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-13 23:59:59.999+00', 1, false, 10.465384375, -0.6091843750000017, -0.3431156250000029, -0.6091843750000017, -0.3431156250000029, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-14 23:59:59.999+00', 1, false, 10.824692187499998, 0.3593078124999991, 0.9684921875000008, 0.3593078124999991, 0.9684921875000008, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-15 23:59:59.999+00', 1, false, 11.55149609375, 0.7268039062500016, 0.3674960937500025, 0.7268039062500016, 0.3674960937500025, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-16 23:59:59.999+00', 1, false, 11.190548046875, -0.3609480468750004, -1.087751953125002, -0.3609480468750004, -1.087751953125002, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-17 23:59:59.999+00', 1, false, 10.521974023437501, -0.6685740234374986, -0.30762597656249824, -0.6685740234374986, -0.30762597656249824, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-18 23:59:59.999+00', 1, false, 10.84208701171875, 0.3201129882812488, 0.9886870117187474, 0.3201129882812488, 0.9886870117187474, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-19 23:59:59.999+00', 1, false, 11.561843505859375, 0.7197564941406256, 0.3996435058593768, 0.7197564941406256, 0.3996435058593768, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-21 23:59:59.999+00', 1, false, 10.706421752929689, -0.8554217529296864, -1.575178247070312, -0.8554217529296864, -1.575178247070312, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-22 23:59:59.999+00', 1, false, 10.923460876464844, 0.2170391235351552, 1.0724608764648416, 0.2170391235351552, 1.0724608764648416, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-23 23:59:59.999+00', 1, false, 11.603980438232423, 0.6805195617675786, 0.46348043823242335, 0.6805195617675786, 0.46348043823242335, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-24 23:59:59.999+00', 1, false, 11.237940219116211, -0.3660402191162113, -1.0465597808837899, -0.3660402191162113, -1.0465597808837899, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-25 23:59:59.999+00', 1, false, 10.543370109558106, -0.6945701095581054, -0.32852989044189407, -0.6945701095581054, -0.32852989044189407, '2026-11-24 16:32:49.581082+00'),
	(11, '1D', 3, '2026-01-26 23:59:59.999+00', 1, false, 10.831035054779054, 0.2876649452209481, 0.9822350547790535, 0.2876649452209481, 0.9822350547790535, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 2, '2026-01-11 23:59:59.999+00', 3, false, 11.047083333333333, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 2, '2026-01-12 23:59:59.999+00', 3, true, 10.978916666666667, NULL, NULL, -0.06816666666666649, NULL, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 2, '2026-01-13 23:59:59.999+00', 3, true, 10.658140476190475, NULL, NULL, -0.32077619047619166, -0.25260952380952517, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 2, '2026-01-14 23:59:59.999+00', 3, false, 10.808386054421767, -0.238697278911566, NULL, 0.15024557823129214, 0.4710217687074838, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 2, '2026-01-15 23:59:59.999+00', 3, true, 11.228361467444119, NULL, NULL, 0.4199754130223514, 0.2697298347910593, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 2, '2026-01-16 23:59:59.999+00', 3, true, 11.114429619602943, NULL, NULL, -0.11393184784117594, -0.5339072608635274, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 2, '2026-01-17 23:59:59.999+00', 3, false, 10.754135442573531, -0.054250611848235764, 0.18444666706333024, -0.36029417702941124, -0.2463623291882353, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 2, '2026-01-18 23:59:59.999+00', 3, true, 10.87072531612395, NULL, NULL, 0.11658987355041894, 0.4768840505798302, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 2, '2026-01-19 23:59:59.999+00', 3, true, 11.273832368659964, NULL, NULL, 0.4031070525360132, 0.28651717898559426, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 2, '2026-01-21 23:59:59.999+00', 3, false, 10.867308834757116, 0.11317339218358491, 0.16742400403182067, -0.40652353390284723, -0.8096305864388604, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 2, '2026-01-22 23:59:59.999+00', 3, true, 10.94536345339794, NULL, NULL, 0.07805461864082375, 0.484578152543671, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 2, '2026-01-23 23:59:59.999+00', 3, true, 11.327973895284241, NULL, NULL, 0.38261044188630144, 0.3045558232454777, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 2, '2026-01-24 23:59:59.999+00', 3, false, 11.197667068060172, 0.33035823330305547, 0.21718484111947056, -0.13030682722406972, -0.5129172691103712, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 2, '2026-01-25 23:59:59.999+00', 3, true, 10.812276477185836, NULL, NULL, -0.38539059087433536, -0.25508376365026564, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 2, '2026-01-26 23:59:59.999+00', 3, true, 10.89982605513274, NULL, NULL, 0.08754957794690377, 0.4729401688212391, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 3, '2026-01-14 23:59:59.999+00', 3, false, 10.903466666666667, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 3, '2026-01-15 23:59:59.999+00', 3, true, 11.178433333333334, NULL, NULL, 0.2749666666666677, NULL, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 3, '2026-01-16 23:59:59.999+00', 3, true, 11.108666666666668, NULL, NULL, -0.06976666666666631, -0.344733333333334, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 3, '2026-01-17 23:59:59.999+00', 3, false, 10.857613333333335, -0.04585333333333175, NULL, -0.25105333333333313, -0.18128666666666682, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 3, '2026-01-18 23:59:59.999+00', 3, true, 10.918530666666669, NULL, NULL, 0.060917333333334156, 0.3119706666666673, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 3, '2026-01-19 23:59:59.999+00', 3, true, 11.191144533333336, NULL, NULL, 0.2726138666666671, 0.21169653333333294, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 3, '2026-01-21 23:59:59.999+00', 3, false, 10.92311562666667, 0.0655022933333349, 0.11135562666666665, -0.26802890666666634, -0.5406427733333334, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 3, '2026-01-22 23:59:59.999+00', 3, true, 10.966592501333336, NULL, NULL, 0.043476874666666276, 0.3115057813333326, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 3, '2026-01-23 23:59:59.999+00', 3, true, 11.230174001066668, NULL, NULL, 0.26358149973333234, 0.22010462506666606, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 3, '2026-01-24 23:59:59.999+00', 3, false, 11.158519200853334, 0.23540357418666424, 0.16990128085332934, -0.07165480021333437, -0.3352362999466667, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 3, '2026-01-25 23:59:59.999+00', 3, true, 10.896575360682668, NULL, NULL, -0.26194384017066596, -0.1902890399573316, '2026-11-24 16:32:49.581082+00'),
	(11, '3D', 3, '2026-01-26 23:59:59.999+00', 3, true, 10.941000288546135, NULL, NULL, 0.04442492786346719, 0.30636876803413315, '2026-11-24 16:32:49.581082+00'),
	(12, '1D', 2, '2026-01-21 23:59:59.999+00', 1, false, 10.9647, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.586648+00'),
	(12, '1D', 2, '2026-01-22 23:59:59.999+00', 1, false, 11.5139, 0.549199999999999, NULL, 0.549199999999999, NULL, '2026-11-24 16:32:49.586648+00'),
	(12, '1D', 2, '2026-01-23 23:59:59.999+00', 1, false, 12.1965, 0.6826000000000008, 0.13340000000000174, 0.6826000000000008, 0.13340000000000174, '2026-11-24 16:32:49.586648+00'),
	(12, '1D', 2, '2026-01-24 23:59:59.999+00', 1, false, 12.834499999999998, 0.6379999999999981, -0.04460000000000264, 0.6379999999999981, -0.04460000000000264, '2026-11-24 16:32:49.586648+00'),
	(12, '1D', 3, '2026-01-22 23:59:59.999+00', 1, false, 11.2393, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.586648+00'),
	(12, '1D', 3, '2026-01-23 23:59:59.999+00', 1, false, 11.88855, 0.6492500000000003, NULL, 0.6492500000000003, NULL, '2026-11-24 16:32:49.586648+00'),
	(12, '1D', 3, '2026-01-24 23:59:59.999+00', 1, false, 12.521025, 0.6324749999999995, -0.016775000000000873, 0.6324749999999995, -0.016775000000000873, '2026-11-24 16:32:49.586648+00'),
	(13, '1D', 2, '2026-01-25 23:59:59.999+00', 1, false, 11.664850000000001, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 2, '2026-01-26 23:59:59.999+00', 1, false, 11.795350000000001, 0.13049999999999962, NULL, 0.13049999999999962, NULL, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 2, '2026-01-27 23:59:59.999+00', 1, false, 12.119183333333334, 0.323833333333333, 0.19333333333333336, 0.323833333333333, 0.19333333333333336, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 2, '2026-01-28 23:59:59.999+00', 1, false, 12.607127777777777, 0.48794444444444274, 0.16411111111110976, 0.48794444444444274, 0.16411111111110976, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 2, '2026-01-29 23:59:59.999+00', 1, false, 13.186509259259259, 0.5793814814814819, 0.0914370370370392, 0.5793814814814819, 0.0914370370370392, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 2, '2026-01-30 23:59:59.999+00', 1, false, 13.754169753086419, 0.5676604938271606, -0.011720987654321391, 0.5676604938271606, -0.011720987654321391, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 2, '2026-01-31 23:59:59.999+00', 1, false, 14.19585658436214, 0.44168683127572095, -0.1259736625514396, 0.44168683127572095, -0.1259736625514396, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 2, '2026-02-01 23:59:59.999+00', 1, false, 14.415218861454047, 0.21936227709190703, -0.22232455418381392, 0.21936227709190703, -0.22232455418381392, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 2, '2026-02-02 23:59:59.999+00', 1, false, 14.362672953818016, -0.05254590763603062, -0.27190818472793765, -0.05254590763603062, -0.27190818472793765, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 2, '2026-02-03 23:59:59.999+00', 1, false, 14.051824317939339, -0.3108486358786777, -0.2583027282426471, -0.3108486358786777, -0.2583027282426471, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 2, '2026-02-04 23:59:59.999+00', 1, false, 13.553741439313114, -0.49808287862622436, -0.18723424274754663, -0.49808287862622436, -0.18723424274754663, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 2, '2026-02-05 23:59:59.999+00', 1, false, 12.973713813104371, -0.5800276262087429, -0.08194474758251857, -0.5800276262087429, -0.08194474758251857, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 3, '2026-01-26 23:59:59.999+00', 1, false, 11.7301, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 3, '2026-01-27 23:59:59.999+00', 1, false, 12.005600000000001, 0.27550000000000097, NULL, 0.27550000000000097, NULL, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 3, '2026-01-28 23:59:59.999+00', 1, false, 12.428350000000002, 0.4227500000000006, 0.14724999999999966, 0.4227500000000006, 0.14724999999999966, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 3, '2026-01-29 23:59:59.999+00', 1, false, 12.952275, 0.5239249999999984, 0.1011749999999978, 0.5239249999999984, 0.1011749999999978, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 3, '2026-01-30 23:59:59.999+00', 1, false, 13.4951375, 0.5428625, 0.018937500000001606, 0.5428625, 0.018937500000001606, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 3, '2026-01-31 23:59:59.999+00', 1, false, 13.95591875, 0.46078125000000014, -0.08208124999999988, 0.46078125000000014, -0.08208124999999988, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 3, '2026-02-01 23:59:59.999+00', 1, false, 14.240409375, 0.2844906250000001, -0.17629062500000003, 0.2844906250000001, -0.17629062500000003, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 3, '2026-02-02 23:59:59.999+00', 1, false, 14.2884046875, 0.04799531249999944, -0.23649531250000067, 0.04799531249999944, -0.23649531250000067, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 3, '2026-02-03 23:59:59.999+00', 1, false, 14.092402343749999, -0.19600234375000092, -0.24399765625000036, -0.19600234375000092, -0.24399765625000036, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 3, '2026-02-04 23:59:59.999+00', 1, false, 13.698551171875, -0.3938511718749993, -0.19784882812499838, -0.3938511718749993, -0.19784882812499838, '2026-11-24 16:32:49.59018+00'),
	(13, '1D', 3, '2026-02-05 23:59:59.999+00', 1, false, 13.191125585937499, -0.5074255859375008, -0.11357441406250146, -0.5074255859375008, -0.11357441406250146, '2026-11-24 16:32:49.59018+00'),
	(13, '3D', 2, '2026-01-29 23:59:59.999+00', 3, false, 12.299783333333332, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.59018+00'),
	(13, '3D', 2, '2026-01-30 23:59:59.999+00', 3, true, 12.796416666666666, NULL, NULL, 0.4966333333333335, NULL, '2026-11-24 16:32:49.59018+00'),
	(13, '3D', 2, '2026-01-31 23:59:59.999+00', 3, true, 13.259354761904762, NULL, NULL, 0.4629380952380959, -0.033695238095237556, '2026-11-24 16:32:49.59018+00'),
	(13, '3D', 2, '2026-02-01 23:59:59.999+00', 3, false, 13.620939115646259, 1.3211557823129265, NULL, 0.3615843537414971, -0.10135374149659881, '2026-11-24 16:32:49.59018+00'),
	(13, '3D', 2, '2026-02-02 23:59:59.999+00', 3, true, 13.825356511175897, NULL, NULL, 0.20441739552963867, -0.15716695821185844, '2026-11-24 16:32:49.59018+00'),
	(13, '3D', 2, '2026-02-03 23:59:59.999+00', 3, true, 13.845654650839927, NULL, NULL, 0.020298139664030046, -0.18411925586560862, '2026-11-24 16:32:49.59018+00'),
	(13, '3D', 2, '2026-02-04 23:59:59.999+00', 3, false, 13.691096179171378, 0.07015706352511941, -1.250998718787807, -0.1545584716685493, -0.17485661133257935, '2026-11-24 16:32:49.59018+00'),
	(13, '3D', 2, '2026-02-05 23:59:59.999+00', 3, true, 13.403268699408127, NULL, NULL, -0.2878274797632514, -0.1332690080947021, '2026-11-24 16:32:49.59018+00'),
	(13, '3D', 3, '2026-02-01 23:59:59.999+00', 3, false, 12.975366666666666, NULL, NULL, NULL, NULL, '2026-11-24 16:32:49.59018+00'),
	(13, '3D', 3, '2026-02-02 23:59:59.999+00', 3, true, 13.247573333333335, NULL, NULL, 0.27220666666666915, NULL, '2026-11-24 16:32:49.59018+00'),
	(13, '3D', 3, '2026-02-03 23:59:59.999+00', 3, true, 13.377338666666668, NULL, NULL, 0.1297653333333333, -0.14244133333333586, '2026-11-24 16:32:49.59018+00'),
	(13, '3D', 3, '2026-02-04 23:59:59.999+00', 3, false, 13.362810933333336, 0.38744426666666953, NULL, -0.014527733333332904, -0.1442930666666662, '2026-11-24 16:32:49.59018+00'),
	(13, '3D', 3, '2026-02-05 23:59:59.999+00', 3, true, 13.226988746666668, NULL, NULL, -0.13582218666666712, -0.12129445333333422, '2026-11-24 16:32:49.59018+00'),
	(11, '1D', 2, '2026-01-27 23:59:59.999+00', 1, false, 11.888085101749484, 1.0434297965010302, 0.49534040699793636, 1.0434297965010302, 0.49534040699793636, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 2, '2026-01-28 23:59:59.999+00', 1, false, 11.224828367249827, -0.6632567344996563, -1.7066865310006865, -0.6632567344996563, -1.7066865310006865, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 2, '2026-01-29 23:59:59.999+00', 1, false, 10.306276122416609, -0.9185522448332186, -0.25529551033356235, -0.9185522448332186, -0.25529551033356235, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 2, '2026-01-30 23:59:59.999+00', 1, false, 10.833358707472202, 0.5270825850555934, 1.445634829888812, 0.5270825850555934, 1.445634829888812, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 2, '2026-02-01 23:59:59.999+00', 1, false, 10.887519569157401, 0.05416086168519918, -0.4729217233703942, 0.05416086168519918, -0.4729217233703942, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 2, '2026-02-02 23:59:59.999+00', 1, false, 10.192906523052468, -0.6946130461049336, -0.7487739077901328, -0.6946130461049336, -0.7487739077901328, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 2, '2026-02-03 23:59:59.999+00', 1, false, 10.781102174350824, 0.5881956512983564, 1.28280869740329, 0.5881956512983564, 1.28280869740329, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 2, '2026-02-04 23:59:59.999+00', 1, false, 11.787367391450275, 1.0062652170994504, 0.418069565801094, 1.0062652170994504, 0.418069565801094, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 2, '2026-02-05 23:59:59.999+00', 1, false, 11.219855797150093, -0.567511594300182, -1.5737768113996324, -0.567511594300182, -1.5737768113996324, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 2, '2026-02-06 23:59:59.999+00', 1, false, 10.302951932383365, -0.9169038647667271, -0.3493922704665451, -0.9169038647667271, -0.3493922704665451, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 2, '2026-02-07 23:59:59.999+00', 1, false, 10.803250644127788, 0.5002987117444224, 1.4172025765111496, 0.5002987117444224, 1.4172025765111496, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 2, '2026-02-08 23:59:59.999+00', 1, false, 11.795550214709262, 0.9922995705814746, 0.49200085883705214, 0.9922995705814746, 0.49200085883705214, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 3, '2026-01-27 23:59:59.999+00', 1, false, 11.620417527389527, 0.7893824726104732, 0.5017175273895251, 0.7893824726104732, 0.5017175273895251, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 3, '2026-01-28 23:59:59.999+00', 1, false, 11.256808763694764, -0.3636087636947636, -1.1529912363052368, -0.3636087636947636, -1.1529912363052368, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 3, '2026-01-29 23:59:59.999+00', 1, false, 10.551904381847383, -0.7049043818473812, -0.34129561815261766, -0.7049043818473812, -0.34129561815261766, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 3, '2026-01-30 23:59:59.999+00', 1, false, 10.824402190923692, 0.2724978090763095, 0.9774021909236907, 0.2724978090763095, 0.9774021909236907, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 3, '2026-02-01 23:59:59.999+00', 1, false, 10.869501095461846, 0.04509890453815402, -0.22739890453815548, 0.04509890453815402, -0.22739890453815548, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 3, '2026-02-02 23:59:59.999+00', 1, false, 10.357550547730924, -0.5119505477309225, -0.5570494522690765, -0.5119505477309225, -0.5570494522690765, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 3, '2026-02-03 23:59:59.999+00', 1, false, 10.716375273865463, 0.3588247261345394, 0.8707752738654619, 0.3588247261345394, 0.8707752738654619, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 3, '2026-02-04 23:59:59.999+00', 1, false, 11.50343763693273, 0.7870623630672675, 0.4282376369327281, 0.7870623630672675, 0.4282376369327281, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 3, '2026-02-05 23:59:59.999+00', 1, false, 11.219768818466365, -0.2836688184663654, -1.070731181533633, -0.2836688184663654, -1.070731181533633, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 3, '2026-02-06 23:59:59.999+00', 1, false, 10.532134409233183, -0.6876344092331816, -0.40396559076681626, -0.6876344092331816, -0.40396559076681626, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 3, '2026-02-07 23:59:59.999+00', 1, false, 10.792767204616592, 0.2606327953834082, 0.9482672046165899, 0.2606327953834082, 0.9482672046165899, '2026-11-24 16:32:54.90054+00'),
	(11, '1D', 3, '2026-02-08 23:59:59.999+00', 1, false, 11.542233602308297, 0.7494663976917053, 0.4888336023082971, 0.7494663976917053, 0.4888336023082971, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 2, '2026-01-27 23:59:59.999+00', 3, false, 11.331247182237671, 0.1335801141774997, -0.19677811912555576, 0.4314211271049313, 0.34387154915802753, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 2, '2026-01-28 23:59:59.999+00', 3, true, 11.206090844455481, NULL, NULL, -0.12515633778219026, -0.5565774648871216, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 2, '2026-01-29 23:59:59.999+00', 3, true, 10.817779174611058, NULL, NULL, -0.38831166984442334, -0.26315533206223307, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 2, '2026-01-30 23:59:59.999+00', 3, false, 10.897527981865041, -0.43371920037263045, -0.5672993145501302, 0.07974880725398314, 0.4680604770984065, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 2, '2026-02-01 23:59:59.999+00', 3, true, 10.902405701332173, NULL, NULL, 0.004877719467131669, -0.07487108778685148, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 2, '2026-02-02 23:59:59.999+00', 3, true, 10.600461215237267, NULL, NULL, -0.30194448609490543, -0.3068222055620371, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 2, '2026-02-03 23:59:59.999+00', 3, false, 10.73610086802662, -0.16142711383842112, 0.27229208653420933, 0.13563965278935264, 0.43758413888425807, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 2, '2026-02-04 23:59:59.999+00', 3, true, 11.1802149057333, NULL, NULL, 0.44411403770667945, 0.3084743849173268, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 2, '2026-02-05 23:59:59.999+00', 3, true, 11.1104677898095, NULL, NULL, -0.0697471159237999, -0.5138611536304794, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 2, '2026-02-06 23:59:59.999+00', 3, false, 10.748762707006787, 0.012661838980166706, 0.17408895281858783, -0.36170508280271285, -0.29195796687891296, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 2, '2026-02-07 23:59:59.999+00', 3, true, 10.835801933576276, NULL, NULL, 0.08703922656948926, 0.4487443093722021, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 2, '2026-02-08 23:59:59.999+00', 3, true, 11.25177280969734, NULL, NULL, 0.4159708761210634, 0.32893164955157417, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 3, '2026-01-27 23:59:59.999+00', 3, false, 11.23476023083691, 0.07624102998357607, -0.15916254420308817, 0.29375994229077484, 0.24933501442730766, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 3, '2026-01-28 23:59:59.999+00', 3, true, 11.166448184669528, NULL, NULL, -0.06831204616738162, -0.36207198845815647, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 3, '2026-01-29 23:59:59.999+00', 3, true, 10.902558547735623, NULL, NULL, -0.26388963693390544, -0.1955775907665238, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 3, '2026-01-30 23:59:59.999+00', 3, false, 10.941426838188498, -0.2933333926484121, -0.36957442263198814, 0.03886829045287499, 0.3027579273867804, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 3, '2026-02-01 23:59:59.999+00', 3, true, 10.9360614705508, NULL, NULL, -0.00536536763769746, -0.04423365809057245, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 3, '2026-02-02 23:59:59.999+00', 3, true, 10.717969176440642, NULL, NULL, -0.21809229411015885, -0.2127269264724614, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 3, '2026-02-03 23:59:59.999+00', 3, false, 10.789415341152514, -0.15201149703598382, 0.14132189561242825, 0.07144616471187248, 0.28953845882203133, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 3, '2026-02-04 23:59:59.999+00', 3, true, 11.089632272922012, NULL, NULL, 0.3002169317694978, 0.22877076705762533, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 3, '2026-02-05 23:59:59.999+00', 3, true, 11.05892581833761, NULL, NULL, -0.030706454584402465, -0.3309233863539003, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 3, '2026-02-06 23:59:59.999+00', 3, false, 10.816040654670088, 0.0266253135175738, 0.17863681055355762, -0.24288516366752155, -0.2121787090831191, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 3, '2026-02-07 23:59:59.999+00', 3, true, 10.863512523736071, NULL, NULL, 0.04747186906598344, 0.290357032733505, '2026-11-24 16:32:54.90054+00'),
	(11, '3D', 3, '2026-02-08 23:59:59.999+00', 3, true, 11.149150018988857, NULL, NULL, 0.2856374952527858, 0.23816562618680237, '2026-11-24 16:32:54.90054+00'),
	(12, '1D', 2, '2026-01-27 23:59:59.999+00', 1, false, 12.691433333333332, -0.143066666666666, -0.7810666666666641, -0.143066666666666, -0.7810666666666641, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 2, '2026-01-28 23:59:59.999+00', 1, false, 12.145811111111112, -0.5456222222222209, -0.4025555555555549, -0.5456222222222209, -0.4025555555555549, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 2, '2026-01-29 23:59:59.999+00', 1, false, 11.520270370370369, -0.6255407407407425, -0.07991851851852161, -0.6255407407407425, -0.07991851851852161, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 2, '2026-01-30 23:59:59.999+00', 1, false, 11.04509012345679, -0.4751802469135793, 0.1503604938271632, -0.4751802469135793, 0.1503604938271632, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 2, '2026-01-31 23:59:59.999+00', 1, false, 10.860363374485598, -0.18472674897119212, 0.2904534979423872, -0.18472674897119212, 0.2904534979423872, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 2, '2026-02-01 23:59:59.999+00', 1, false, 11.018654458161866, 0.15829108367626787, 0.34301783264746, 0.15829108367626787, 0.34301783264746, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 2, '2026-02-02 23:59:59.999+00', 1, false, 11.486418152720622, 0.4677636945587569, 0.309472610882489, 0.4677636945587569, 0.309472610882489, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 2, '2026-02-03 23:59:59.999+00', 1, false, 12.141672717573542, 0.6552545648529193, 0.18749087029416245, 0.6552545648529193, 0.18749087029416245, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 2, '2026-02-04 23:59:59.999+00', 1, false, 12.785957572524513, 0.6442848549509712, -0.010969709901948121, 0.6442848549509712, -0.010969709901948121, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 2, '2026-02-05 23:59:59.999+00', 1, false, 13.198519190841505, 0.41256161831699245, -0.23172323663397876, 0.41256161831699245, -0.23172323663397876, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 2, '2026-02-06 23:59:59.999+00', 1, false, 13.227706396947168, 0.02918720610566261, -0.38337441221132984, 0.02918720610566261, -0.38337441221132984, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 2, '2026-02-07 23:59:59.999+00', 1, false, 12.866235465649055, -0.36147093129811303, -0.39065813740377564, -0.36147093129811303, -0.39065813740377564, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 2, '2026-02-08 23:59:59.999+00', 1, false, 12.250811821883019, -0.6154236437660359, -0.25395271246792284, -0.6154236437660359, -0.25395271246792284, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 3, '2026-01-27 23:59:59.999+00', 1, false, 12.5704625, 0.0494374999999998, -0.5830374999999997, 0.0494374999999998, -0.5830374999999997, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 3, '2026-01-28 23:59:59.999+00', 1, false, 12.22173125, -0.34873125000000016, -0.39816874999999996, -0.34873125000000016, -0.39816874999999996, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 3, '2026-01-29 23:59:59.999+00', 1, false, 11.714615625, -0.5071156249999991, -0.1583843749999989, -0.5071156249999991, -0.1583843749999989, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 3, '2026-01-30 23:59:59.999+00', 1, false, 11.261057812499999, -0.4535578125000015, 0.05355781249999758, -0.4535578125000015, 0.05355781249999758, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 3, '2026-01-31 23:59:59.999+00', 1, false, 11.01452890625, -0.24652890624999912, 0.20702890625000236, -0.24652890624999912, 0.20702890625000236, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 3, '2026-02-01 23:59:59.999+00', 1, false, 11.056164453125, 0.04163554687499982, 0.28816445312499894, 0.04163554687499982, 0.28816445312499894, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 3, '2026-02-02 23:59:59.999+00', 1, false, 11.3882322265625, 0.33206777343750105, 0.29043222656250123, 0.33206777343750105, 0.29043222656250123, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 3, '2026-02-03 23:59:59.999+00', 1, false, 11.92876611328125, 0.5405338867187499, 0.20846611328124887, 0.5405338867187499, 0.20846611328124887, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 3, '2026-02-04 23:59:59.999+00', 1, false, 12.518433056640625, 0.589666943359374, 0.04913305664062406, 0.589666943359374, 0.04913305664062406, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 3, '2026-02-05 23:59:59.999+00', 1, false, 12.961616528320313, 0.4431834716796885, -0.14648347167968545, 0.4431834716796885, -0.14648347167968545, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 3, '2026-02-06 23:59:59.999+00', 1, false, 13.101958264160157, 0.14034173583984355, -0.30284173583984497, 0.14034173583984355, -0.30284173583984497, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 3, '2026-02-07 23:59:59.999+00', 1, false, 12.893729132080079, -0.20822913208007776, -0.3485708679199213, -0.20822913208007776, -0.3485708679199213, '2026-11-24 16:32:54.908+00'),
	(12, '1D', 3, '2026-02-08 23:59:59.999+00', 1, false, 12.418414566040038, -0.47531456604004063, -0.26708543395996287, -0.47531456604004063, -0.26708543395996287, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 2, '2026-01-27 23:59:59.999+00', 3, false, 12.00485, NULL, NULL, NULL, NULL, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 2, '2026-01-28 23:59:59.999+00', 3, true, 11.96717857142857, NULL, NULL, -0.03767142857142858, NULL, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 2, '2026-01-29 23:59:59.999+00', 3, true, 11.750127551020407, NULL, NULL, -0.2170510204081637, -0.17937959183673513, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 2, '2026-01-30 23:59:59.999+00', 3, false, 11.480805393586005, -0.5240446064139945, NULL, -0.26932215743440224, -0.052271137026238534, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 2, '2026-01-31 23:59:59.999+00', 3, true, 11.27714670970429, NULL, NULL, -0.2036586838817147, 0.06566347355268753, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 2, '2026-02-01 23:59:59.999+00', 3, true, 11.225904792645922, NULL, NULL, -0.051241917058368, 0.1524167668233467, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 2, '2026-02-02 23:59:59.999+00', 3, false, 11.367160566175658, -0.1136448274103472, 0.4103997790036473, 0.1412557735297355, 0.1924976905881035, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 2, '2026-02-03 23:59:59.999+00', 3, true, 11.682057547268327, NULL, NULL, 0.3148969810926694, 0.17364120756293389, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 2, '2026-02-04 23:59:59.999+00', 3, true, 12.089498248048805, NULL, NULL, 0.40744070078047834, 0.09254371968780895, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 2, '2026-02-05 23:59:59.999+00', 3, false, 12.46529874860629, 1.0981381824306329, 1.21178300984098, 0.37580050055748515, -0.03164020022299319, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 2, '2026-02-06 23:59:59.999+00', 3, true, 12.68729910614735, NULL, NULL, 0.2220003575410594, -0.15380014301642575, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 2, '2026-02-07 23:59:59.999+00', 3, true, 12.686785075819536, NULL, NULL, -0.0005140303278139413, -0.22251438786887334, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 2, '2026-02-08 23:59:59.999+00', 3, false, 12.474303625585382, 0.009004876979091136, -1.0891333054515417, -0.21248145023415432, -0.21196741990634038, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 3, '2026-01-30 23:59:59.999+00', 3, false, 11.768566666666667, NULL, NULL, NULL, NULL, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 3, '2026-01-31 23:59:59.999+00', 3, true, 11.568453333333334, NULL, NULL, -0.20011333333333248, NULL, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 3, '2026-02-01 23:59:59.999+00', 3, true, 11.474322666666668, NULL, NULL, -0.09413066666666658, 0.10598266666666589, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 3, '2026-02-02 23:59:59.999+00', 3, false, 11.523518133333335, -0.24504853333333187, NULL, 0.04919546666666719, 0.14332613333333377, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 3, '2026-02-03 23:59:59.999+00', 3, true, 11.712674506666668, NULL, NULL, 0.1891563733333328, 0.1399609066666656, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 3, '2026-02-04 23:59:59.999+00', 3, true, 11.991759605333334, NULL, NULL, 0.2790850986666662, 0.0899287253333334, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 3, '2026-02-05 23:59:59.999+00', 3, false, 12.274367684266668, 0.7508495509333333, 0.9958980842666652, 0.2826080789333343, 0.0035229802666680854, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 3, '2026-02-06 23:59:59.999+00', 3, true, 12.467954147413336, NULL, NULL, 0.1935864631466675, -0.08902161578666679, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 3, '2026-02-07 23:59:59.999+00', 3, true, 12.51146331793067, NULL, NULL, 0.04350917051733383, -0.15007729262933367, '2026-11-24 16:32:54.908+00'),
	(12, '3D', 3, '2026-02-08 23:59:59.999+00', 3, false, 12.397790654344536, 0.1234229700778684, -0.6274265808554649, -0.11367266358613293, -0.15718183410346676, '2026-11-24 16:32:54.908+00');
INSERT INTO cmc_ema_multi_tf_v2_state VALUES
	(13, '71bc1a49a8cee626dfd2cc56b83b3a62', 'emas 1.1 in UTC', '{1D,3D}', '{2,3}', '2026-02-05 23:59:59.999+00', 36, '2026-11-24 16:32:49.59018+00'),
	(11, '4d69c5eeac76fa94d09d1b59655d7164', 'emas 1.1 in UTC', '{1D,3D}', '{2,3}', '2026-02-08 23:59:59.999+00', 112, '2026-11-24 16:32:54.90054+00'),
	(12, '9ed2fec3f04e01c0ccb8cd3c7f86981d', 'emas 1.1 in UTC', '{1D,3D}', '{2,3}', '2026-02-08 23:59:59.999+00', 56, '2026-11-24 16:32:54.908+00');
INSERT INTO cmc_price_bars_1d VALUES
	(11, '2026-01-05 23:59:59.999+00', '1D', 1, '2026-01-05 00:00:00+00', '2026-01-05 23:59:59.999+00', '2026-01-05 05:00:00+00', '2026-01-05 09:00:00+00', 9.7642, 10.0601, 9.567, 9.8629, 1009.8629, 9862869.4083, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-06 23:59:59.999+00', '1D', 2, '2026-01-06 00:00:00+00', '2026-01-06 23:59:59.999+00', '2026-01-06 05:00:00+00', '2026-01-06 09:00:00+00', 11.1152, 11.452, 10.8906, 11.2275, 1011.2275, 11227457.9409, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-07 23:59:59.999+00', '1D', 3, '2026-01-07 00:00:00+00', '2026-01-07 23:59:59.999+00', '2026-01-07 05:00:00+00', '2026-01-07 09:00:00+00', 12.1478, 12.5159, 11.9023, 12.2705, 1012.2705, 12270457.778, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-08 23:59:59.999+00', '1D', 4, '2026-01-08 00:00:00+00', '2026-01-08 23:59:59.999+00', '2026-01-08 05:00:00+00', '2026-01-08 09:00:00+00', 10.6797, 11.0033, 10.464, 10.7876, 1010.7876, 10787581.5605, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-09 23:59:59.999+00', '1D', 5, '2026-01-09 00:00:00+00', '2026-01-09 23:59:59.999+00', '2026-01-09 05:00:00+00', '2026-01-09 09:00:00+00', 9.7608, 10.0566, 9.5636, 9.8594, 1009.8594, 9859380.9205, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-11 23:59:59.999+00', '1D', 6, '2026-01-11 00:00:00+00', '2026-01-11 23:59:59.999+00', '2026-01-11 05:00:00+00', '2026-01-11 09:00:00+00', 12.1518, 12.5201, 11.9064, 12.2746, 1012.2746, 12274588.9735, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-12 23:59:59.999+00', '1D', 7, '2026-01-12 00:00:00+00', '2026-01-12 23:59:59.999+00', '2026-01-12 05:00:00+00', '2026-01-12 09:00:00+00', 10.7004, 11.0247, 10.4843, 10.8085, 1010.8085, 10808523.4047, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-13 23:59:59.999+00', '1D', 8, '2026-01-13 00:00:00+00', '2026-01-13 23:59:59.999+00', '2026-01-13 05:00:00+00', '2026-01-13 09:00:00+00', 9.7577, 10.0534, 9.5605, 9.8562, 1009.8562, 9856231.7946, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-14 23:59:59.999+00', '1D', 9, '2026-01-14 00:00:00+00', '2026-01-14 23:59:59.999+00', '2026-01-14 05:00:00+00', '2026-01-14 09:00:00+00', 11.0722, 11.4077, 10.8485, 11.184, 1011.184, 11183994.7033, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-15 23:59:59.999+00', '1D', 10, '2026-01-15 00:00:00+00', '2026-01-15 23:59:59.999+00', '2026-01-15 05:00:00+00', '2026-01-15 09:00:00+00', 12.1555, 12.5239, 11.91, 12.2783, 1012.2783, 12278299.6949, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-16 23:59:59.999+00', '1D', 11, '2026-01-16 00:00:00+00', '2026-01-16 23:59:59.999+00', '2026-01-16 05:00:00+00', '2026-01-16 09:00:00+00', 10.7213, 11.0462, 10.5047, 10.8296, 1010.8296, 10829565.4988, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-17 23:59:59.999+00', '1D', 12, '2026-01-17 00:00:00+00', '2026-01-17 23:59:59.999+00', '2026-01-17 05:00:00+00', '2026-01-17 09:00:00+00', 9.7549, 10.0505, 9.5578, 9.8534, 1009.8534, 9853422.6925, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-18 23:59:59.999+00', '1D', 13, '2026-01-18 00:00:00+00', '2026-01-18 23:59:59.999+00', '2026-01-18 05:00:00+00', '2026-01-18 09:00:00+00', 11.0506, 11.3855, 10.8274, 11.1622, 1011.1622, 11162235.7819, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-19 23:59:59.999+00', '1D', 14, '2026-01-19 00:00:00+00', '2026-01-19 23:59:59.999+00', '2026-01-19 05:00:00+00', '2026-01-19 09:00:00+00', 12.1588, 12.5272, 11.9131, 12.2816, 1012.2816, 12281588.3967, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-21 23:59:59.999+00', '1D', 15, '2026-01-21 00:00:00+00', '2026-01-21 23:59:59.999+00', '2026-01-21 05:00:00+00', '2026-01-21 09:00:00+00', 9.7524, 10.048, 9.5554, 9.851, 1009.851, 9850954.204, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-22 23:59:59.999+00', '1D', 16, '2026-01-22 00:00:00+00', '2026-01-22 23:59:59.999+00', '2026-01-22 05:00:00+00', '2026-01-22 09:00:00+00', 11.0291, 11.3633, 10.8063, 11.1405, 1011.1405, 11140468.0781, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-23 23:59:59.999+00', '1D', 17, '2026-01-23 00:00:00+00', '2026-01-23 23:59:59.999+00', '2026-01-23 05:00:00+00', '2026-01-23 09:00:00+00', 12.1616, 12.5301, 11.9159, 12.2845, 1012.2845, 12284453.708, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-24 23:59:59.999+00', '1D', 18, '2026-01-24 00:00:00+00', '2026-01-24 23:59:59.999+00', '2026-01-24 05:00:00+00', '2026-01-24 09:00:00+00', 10.7632, 11.0894, 10.5458, 10.8719, 1010.8719, 10871925.625, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-25 23:59:59.999+00', '1D', 19, '2026-01-25 00:00:00+00', '2026-01-25 23:59:59.999+00', '2026-01-25 05:00:00+00', '2026-01-25 09:00:00+00', 9.7503, 10.0458, 9.5534, 9.8488, 1009.8488, 9848826.8469, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(11, '2026-01-26 23:59:59.999+00', '1D', 20, '2026-01-26 00:00:00+00', '2026-01-26 23:59:59.999+00', '2026-01-26 05:00:00+00', '2026-01-26 09:00:00+00', 11.0075, 11.3411, 10.7851, 11.1187, 1011.1187, 11118698.6103, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.286687+00'),
	(12, '2026-01-20 23:59:59.999+00', '1D', 1, '2026-01-20 00:00:00+00', '2026-01-20 23:59:59.999+00', '2026-01-20 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 10.9994, 10.4602, 10.7838, 1010.7838, 10783751.6596, '2781', '2026-11-24 16:32:46.654817+00', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.293961+00'),
	(12, '2026-01-21 23:59:59.999+00', '1D', 2, '2026-01-21 00:00:00+00', '2026-01-21 23:59:59.999+00', '2026-01-21 05:00:00+00', '2026-01-21 09:00:00+00', 11.0342, 11.3686, 10.8113, 11.1456, 1011.1456, 11145649.1847, '2781', '2026-11-24 16:32:46.654817+00', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.293961+00'),
	(12, '2026-01-22 23:59:59.999+00', '1D', 3, '2026-01-22 00:00:00+00', '2026-01-22 23:59:59.999+00', '2026-01-22 05:00:00+00', '2026-01-22 09:00:00+00', 11.6706, 12.0243, 11.4348, 11.7885, 1011.7885, 11788482.4977, '2781', '2026-11-24 16:32:46.654817+00', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.293961+00'),
	(12, '2026-01-23 23:59:59.999+00', '1D', 4, '2026-01-23 00:00:00+00', '2026-01-23 23:59:59.999+00', '2026-01-23 05:00:00+00', '2026-01-23 09:00:00+00', 12.4125, 12.7886, 12.1617, 12.5378, 1012.5378, 12537829.9626, '2781', '2026-11-24 16:32:46.654817+00', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.293961+00'),
	(12, '2026-01-24 23:59:59.999+00', '1D', 5, '2026-01-24 00:00:00+00', '2026-01-24 23:59:59.999+00', '2026-01-24 05:00:00+00', '2026-01-24 09:00:00+00', 13.0219, 13.4165, 12.7589, 13.1535, 1013.1535, 13153473.503, '2781', '2026-11-24 16:32:46.654817+00', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.293961+00'),
	(13, '2026-01-24 23:59:59.999+00', '1D', 1, '2026-01-24 00:00:00+00', '2026-01-24 23:59:59.999+00', '2026-01-24 05:00:00+00', '2026-01-24 09:00:00+00', 11.5622, 11.9126, 11.3286, 11.679, 1011.679, 11679005.6458, '2781', '2026-11-24 16:32:46.654817+00', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.297511+00'),
	(13, '2026-01-25 23:59:59.999+00', '1D', 2, '2026-01-25 00:00:00+00', '2026-01-25 23:59:59.999+00', '2026-01-25 05:00:00+00', '2026-01-25 09:00:00+00', 11.5342, 11.8837, 11.3012, 11.6507, 1011.6507, 11650699.1217, '2781', '2026-11-24 16:32:46.654817+00', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.297511+00'),
	(13, '2026-01-26 23:59:59.999+00', '1D', 3, '2026-01-26 00:00:00+00', '2026-01-26 23:59:59.999+00', '2026-01-26 05:00:00+00', '2026-01-26 09:00:00+00', 11.742, 12.0978, 11.5048, 11.8606, 1011.8606, 11860624.9551, '2781', '2026-11-24 16:32:46.654817+00', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.297511+00'),
	(13, '2026-01-27 23:59:59.999+00', '1D', 4, '2026-01-27 00:00:00+00', '2026-01-27 23:59:59.999+00', '2026-01-27 05:00:00+00', '2026-01-27 09:00:00+00', 12.1583, 12.5267, 11.9127, 12.2811, 1012.2811, 12281092.9662, '2781', '2026-11-24 16:32:46.654817+00', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.297511+00'),
	(13, '2026-01-28 23:59:59.999+00', '1D', 5, '2026-01-28 00:00:00+00', '2026-01-28 23:59:59.999+00', '2026-01-28 05:00:00+00', '2026-01-28 09:00:00+00', 12.7226, 13.1081, 12.4656, 12.8511, 1012.8511, 12851084.1059, '2781', '2026-11-24 16:32:46.654817+00', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.297511+00'),
	(13, '2026-01-29 23:59:59.999+00', '1D', 6, '2026-01-29 00:00:00+00', '2026-01-29 23:59:59.999+00', '2026-01-29 05:00:00+00', '2026-01-29 09:00:00+00', 13.3415, 13.7458, 13.072, 13.4762, 1013.4762, 13476239.1359, '2781', '2026-11-24 16:32:46.654817+00', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.297511+00'),
	(13, '2026-01-30 23:59:59.999+00', '1D', 7, '2026-01-30 00:00:00+00', '2026-01-30 23:59:59.999+00', '2026-01-30 05:00:00+00', '2026-01-30 09:00:00+00', 13.8976, 14.3188, 13.6169, 14.038, 1014.038, 14038001.9328, '2781', '2026-11-24 16:32:46.654817+00', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.297511+00'),
	(13, '2026-01-31 23:59:59.999+00', '1D', 8, '2026-01-31 00:00:00+00', '2026-01-31 23:59:59.999+00', '2026-01-31 05:00:00+00', '2026-01-31 09:00:00+00', 14.2725, 14.7051, 13.9842, 14.4167, 1014.4167, 14416717.0858, '2781', '2026-11-24 16:32:46.654817+00', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.297511+00'),
	(13, '2026-02-01 23:59:59.999+00', '1D', 9, '2026-02-01 00:00:00+00', '2026-02-01 23:59:59.999+00', '2026-02-01 05:00:00+00', '2026-02-01 09:00:00+00', 14.3796, 14.8154, 14.0891, 14.5249, 1014.5249, 14524858.5976, '2781', '2026-11-24 16:32:46.654817+00', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.297511+00'),
	(13, '2026-02-02 23:59:59.999+00', '1D', 10, '2026-02-02 00:00:00+00', '2026-02-02 23:59:59.999+00', '2026-02-02 05:00:00+00', '2026-02-02 09:00:00+00', 14.1931, 14.6232, 13.9063, 14.3364, 1014.3364, 14336433.999, '2781', '2026-11-24 16:32:46.654817+00', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.297511+00'),
	(13, '2026-02-03 23:59:59.999+00', '1D', 11, '2026-02-03 00:00:00+00', '2026-02-03 23:59:59.999+00', '2026-02-03 05:00:00+00', '2026-02-03 09:00:00+00', 13.7575, 14.1744, 13.4796, 13.8964, 1013.8964, 13896446.258, '2781', '2026-11-24 16:32:46.654817+00', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.297511+00'),
	(13, '2026-02-04 23:59:59.999+00', '1D', 12, '2026-02-04 00:00:00+00', '2026-02-04 23:59:59.999+00', '2026-02-04 05:00:00+00', '2026-02-04 09:00:00+00', 13.1717, 13.5708, 12.9056, 13.3047, 1013.3047, 13304715.9902, '2781', '2026-11-24 16:32:46.654817+00', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.297511+00'),
	(13, '2026-02-05 23:59:59.999+00', '1D', 13, '2026-02-05 00:00:00+00', '2026-02-05 23:59:59.999+00', '2026-02-05 05:00:00+00', '2026-02-05 09:00:00+00', 12.5568, 12.9373, 12.3032, 12.6837, 1012.6837, 12683668.3024, '2781', '2026-11-24 16:32:46.654817+00', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:47.297511+00'),
	(11, '2026-01-27 23:59:59.999+00', '1D', 21, '2026-01-27 00:00:00+00', '2026-01-27 23:59:59.999+00', '2026-01-27 05:00:00+00', '2026-01-27 09:00:00+00', 12.2857, 12.658, 12.0375, 12.4098, 1012.4098, 12409763.3784, '2781', '2026-11-24 16:32:51.599367+00', 'Alder_1_26_2026-2_8_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.29025+00'),
	(11, '2026-01-28 23:59:59.999+00', '1D', 22, '2026-01-28 00:00:00+00', '2026-01-28 23:59:59.999+00', '2026-01-28 05:00:00+00', '2026-01-28 09:00:00+00', 10.7843, 11.1111, 10.5664, 10.8932, 1010.8932, 10893231.0875, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.29025+00'),
	(11, '2026-01-29 23:59:59.999+00', '1D', 23, '2026-01-29 00:00:00+00', '2026-01-29 23:59:59.999+00', '2026-01-29 05:00:00+00', '2026-01-29 09:00:00+00', 9.7486, 10.044, 9.5516, 9.847, 1009.847, 9847041.0669, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.29025+00'),
	(11, '2026-01-30 23:59:59.999+00', '1D', 24, '2026-01-30 00:00:00+00', '2026-01-30 23:59:59.999+00', '2026-01-30 05:00:00+00', '2026-01-30 09:00:00+00', 10.986, 11.3189, 10.764, 11.0969, 1011.0969, 11096934.3571, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.29025+00'),
	(11, '2026-02-01 23:59:59.999+00', '1D', 25, '2026-02-01 00:00:00+00', '2026-02-01 23:59:59.999+00', '2026-02-01 05:00:00+00', '2026-02-01 09:00:00+00', 10.8055, 11.1329, 10.5872, 10.9146, 1010.9146, 10914611.6637, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.29025+00'),
	(11, '2026-02-02 23:59:59.999+00', '1D', 26, '2026-02-02 00:00:00+00', '2026-02-02 23:59:59.999+00', '2026-02-02 05:00:00+00', '2026-02-02 09:00:00+00', 9.7471, 10.0425, 9.5502, 9.8456, 1009.8456, 9845597.2379, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.29025+00'),
	(11, '2026-02-03 23:59:59.999+00', '1D', 27, '2026-02-03 00:00:00+00', '2026-02-03 23:59:59.999+00', '2026-02-03 05:00:00+00', '2026-02-03 09:00:00+00', 10.9644, 11.2967, 10.7429, 11.0752, 1011.0752, 11075182.255, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.29025+00'),
	(11, '2026-02-04 23:59:59.999+00', '1D', 28, '2026-02-04 00:00:00+00', '2026-02-04 23:59:59.999+00', '2026-02-04 05:00:00+00', '2026-02-04 09:00:00+00', 12.1676, 12.5363, 11.9218, 12.2905, 1012.2905, 12290498.234, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.29025+00'),
	(11, '2026-02-05 23:59:59.999+00', '1D', 29, '2026-02-05 00:00:00+00', '2026-02-05 23:59:59.999+00', '2026-02-05 05:00:00+00', '2026-02-05 09:00:00+00', 10.8267, 11.1548, 10.608, 10.9361, 1010.9361, 10936060.9119, '2781', '2026-11-24 16:32:46.654817+00', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.29025+00'),
	(11, '2026-02-06 23:59:59.999+00', '1D', 30, '2026-02-06 00:00:00+00', '2026-02-06 23:59:59.999+00', '2026-02-06 05:00:00+00', '2026-02-06 09:00:00+00', 9.7461, 10.0414, 9.5492, 9.8445, 1009.8445, 9844495.6617, '2781', '2026-11-24 16:32:51.599367+00', 'Alder_1_26_2026-2_8_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.29025+00'),
	(11, '2026-02-07 23:59:59.999+00', '1D', 31, '2026-02-07 00:00:00+00', '2026-02-07 23:59:59.999+00', '2026-02-07 05:00:00+00', '2026-02-07 09:00:00+00', 10.9429, 11.2745, 10.7218, 11.0534, 1011.0534, 11053449.1963, '2781', '2026-11-24 16:32:51.599367+00', 'Alder_1_26_2026-2_8_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.29025+00'),
	(11, '2026-02-08 23:59:59.999+00', '1D', 32, '2026-02-08 00:00:00+00', '2026-02-08 23:59:59.999+00', '2026-02-08 05:00:00+00', '2026-02-08 09:00:00+00', 12.1687, 12.5375, 11.9229, 12.2917, 1012.2917, 12291659.8033, '2781', '2026-11-24 16:32:51.599367+00', 'Alder_1_26_2026-2_8_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.29025+00'),
	(12, '2026-01-27 23:59:59.999+00', '1D', 8, '2026-01-27 00:00:00+00', '2026-01-27 23:59:59.999+00', '2026-01-27 05:00:00+00', '2026-01-27 09:00:00+00', 12.4937, 12.8723, 12.2413, 12.6199, 1012.6199, 12619904.2582, '2781', '2026-11-24 16:32:46.654817+00', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.299485+00'),
	(12, '2026-01-28 23:59:59.999+00', '1D', 9, '2026-01-28 00:00:00+00', '2026-01-28 23:59:59.999+00', '2026-01-28 05:00:00+00', '2026-01-28 09:00:00+00', 11.7543, 12.1105, 11.5168, 11.873, 1011.873, 11873023.33, '2781', '2026-11-24 16:32:46.654817+00', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.299485+00'),
	(12, '2026-01-29 23:59:59.999+00', '1D', 10, '2026-01-29 00:00:00+00', '2026-01-29 23:59:59.999+00', '2026-01-29 05:00:00+00', '2026-01-29 09:00:00+00', 11.0954, 11.4317, 10.8713, 11.2075, 1011.2075, 11207515.5007, '2781', '2026-11-24 16:32:46.654817+00', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.299485+00'),
	(12, '2026-01-30 23:59:59.999+00', '1D', 11, '2026-01-30 00:00:00+00', '2026-01-30 23:59:59.999+00', '2026-01-30 05:00:00+00', '2026-01-30 09:00:00+00', 10.6994, 11.0236, 10.4832, 10.8075, 1010.8075, 10807460.9249, '2781', '2026-11-24 16:32:46.654817+00', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.299485+00'),
	(12, '2026-01-31 23:59:59.999+00', '1D', 12, '2026-01-31 00:00:00+00', '2026-01-31 23:59:59.999+00', '2026-01-31 05:00:00+00', '2026-01-31 09:00:00+00', 10.6603, 10.9833, 10.4449, 10.768, 1010.768, 10767975.026, '2781', '2026-11-24 16:32:46.654817+00', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.299485+00'),
	(12, '2026-02-01 23:59:59.999+00', '1D', 13, '2026-02-01 00:00:00+00', '2026-02-01 23:59:59.999+00', '2026-02-01 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 11.3198, 10.7649, 11.0978, 1011.0978, 11097799.5264, '2781', '2026-11-24 16:32:46.654817+00', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.299485+00'),
	(12, '2026-02-02 23:59:59.999+00', '1D', 14, '2026-02-02 00:00:00+00', '2026-02-02 23:59:59.999+00', '2026-02-02 05:00:00+00', '2026-02-02 09:00:00+00', 11.6031, 11.9547, 11.3687, 11.7203, 1011.7203, 11720341.5863, '2781', '2026-11-24 16:32:46.654817+00', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.299485+00'),
	(12, '2026-02-03 23:59:59.999+00', '1D', 15, '2026-02-03 00:00:00+00', '2026-02-03 23:59:59.999+00', '2026-02-03 05:00:00+00', '2026-02-03 09:00:00+00', 12.3446, 12.7187, 12.0952, 12.4693, 1012.4693, 12469293.2633, '2781', '2026-11-24 16:32:46.654817+00', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.299485+00'),
	(12, '2026-02-04 23:59:59.999+00', '1D', 16, '2026-02-04 00:00:00+00', '2026-02-04 23:59:59.999+00', '2026-02-04 05:00:00+00', '2026-02-04 09:00:00+00', 12.977, 13.3703, 12.7149, 13.1081, 1013.1081, 13108120.8814, '2781', '2026-11-24 16:32:46.654817+00', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.299485+00'),
	(12, '2026-02-05 23:59:59.999+00', '1D', 17, '2026-02-05 00:00:00+00', '2026-02-05 23:59:59.999+00', '2026-02-05 05:00:00+00', '2026-02-05 09:00:00+00', 13.2707, 13.6729, 13.0026, 13.4048, 1013.4048, 13404782.2761, '2781', '2026-11-24 16:32:46.654817+00', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.299485+00'),
	(12, '2026-02-06 23:59:59.999+00', '1D', 18, '2026-02-06 00:00:00+00', '2026-02-06 23:59:59.999+00', '2026-02-06 05:00:00+00', '2026-02-06 09:00:00+00', 13.1099, 13.5072, 12.8451, 13.2423, 1013.2423, 13242334.3969, '2781', '2026-11-24 16:32:51.599367+00', 'Birch_2_6_2026-2_8_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.299485+00'),
	(12, '2026-02-07 23:59:59.999+00', '1D', 19, '2026-02-07 00:00:00+00', '2026-02-07 23:59:59.999+00', '2026-02-07 05:00:00+00', '2026-02-07 09:00:00+00', 12.5587, 12.9392, 12.305, 12.6855, 1012.6855, 12685525.1117, '2781', '2026-11-24 16:32:51.599367+00', 'Birch_2_6_2026-2_8_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.299485+00'),
	(12, '2026-02-08 23:59:59.999+00', '1D', 20, '2026-02-08 00:00:00+00', '2026-02-08 23:59:59.999+00', '2026-02-08 05:00:00+00', '2026-02-08 09:00:00+00', 11.8237, 12.182, 11.5848, 11.9431, 1011.9431, 11943114.9857, '2781', '2026-11-24 16:32:51.599367+00', 'Birch_2_6_2026-2_8_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.299485+00'),
	(13, '2026-02-06 23:59:59.999+00', '1D', 14, '2026-02-06 00:00:00+00', '2026-02-06 23:59:59.999+00', '2026-02-06 05:00:00+00', '2026-02-06 09:00:00+00', 12.0254, 12.3898, 11.7825, 12.1469, 1012.1469, 12146873.2737, '2781', '2026-11-24 16:32:51.599367+00', 'Cedar_2_6_2026-2_6_2026_historical_data_coinmarketcap.csv', false, false, false, false, false, false, '2026-11-24 16:32:52.305703+00');
INSERT INTO cmc_price_bars_1d_changes VALUES
	(11, 1, '', '5933085774f8b65c2af7aa640d799c86', '2026-01-05 23:59:59.999+00', NULL, '2026-11-24 16:32:47.286687+00'),
	(12, 1, '', '735011a66ef0090582f87acb53e4281c', '2026-01-20 23:59:59.999+00', NULL, '2026-11-24 16:32:47.293961+00'),
	(13, 1, '', '71bc1a49a8cee626dfd2cc56b83b3a62', '2026-01-24 23:59:59.999+00', NULL, '2026-11-24 16:32:47.297511+00'),
	(11, 2, '5933085774f8b65c2af7aa640d799c86', '4d69c5eeac76fa94d09d1b59655d7164', '2026-01-27 23:59:59.999+00', '2026-01-27 23:59:59.999+00', '2026-11-24 16:32:52.29025+00'),
	(12, 2, '735011a66ef0090582f87acb53e4281c', '9ed2fec3f04e01c0ccb8cd3c7f86981d', '2026-01-25 23:59:59.999+00', '2026-01-25 23:59:59.999+00', '2026-11-24 16:32:52.299485+00'),
	(13, 2, '71bc1a49a8cee626dfd2cc56b83b3a62', '2d45a3c4e23b27ad21a8309d1d3dfaf9', '2026-02-06 23:59:59.999+00', NULL, '2026-11-24 16:32:52.305703+00');
INSERT INTO cmc_price_bars_1d_rejects VALUES
	(12, '2026-01-25 23:59:59.999+00', 'null_open_or_close', 1, '2026-01-25 00:00:00+00', '2026-01-25 23:59:59.999+00', '2026-01-25 05:00:00+00', '2026-01-25 09:00:00+00', 13.2754, 13.6776, 13.0072, NULL, 1013.4094, 13409445.4449, '2781', '2026-11-24 16:32:46.654817+00', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:52.299485+00'),
	(12, '2026-01-26 23:59:59.999+00', 'time_open_after_time_close', 1, '2026-01-27 00:59:59.999+00', '2026-01-26 23:59:59.999+00', '2026-01-26 05:00:00+00', '2026-01-26 09:00:00+00', 13.0724, 13.4685, 12.8083, 13.2044, 1013.2044, 13204424.1988, '2781', '2026-11-24 16:32:46.654817+00', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:52.299485+00');
INSERT INTO cmc_price_bars_1d_state VALUES
	(11, '2026-02-08 23:59:59.999+00', '2026-01-05 23:59:59.999+00', '2026-11-24 16:32:52.29025+00', 12, 0, 0, 0, 32, '1 UTC 32:-8418141374683769519', '4d69c5eeac76fa94d09d1b59655d7164'),
	(12, '2026-02-08 23:59:59.999+00', '2026-01-20 23:59:59.999+00', '2026-11-24 16:32:52.299485+00', 13, 0, 0, 2, 18, '1 UTC 20:-13692529211772754439', '9ed2fec3f04e01c0ccb8cd3c7f86981d'),
	(13, '2026-02-06 23:59:59.999+00', '2026-01-24 23:59:59.999+00', '2026-11-24 16:32:52.305703+00', 1, 0, 0, 0, 14, '1 UTC 14:-18471102985188630528', '2d45a3c4e23b27ad21a8309d1d3dfaf9');
INSERT INTO cmc_price_bars_multi_tf VALUES
	(11, '3D', '2026-01-05 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-05 05:00:00+00', '2026-01-05 09:00:00+00', 9.7642, 10.0601, 9.567, 9.8629, 1009.8629, 9862869.4083, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-06 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-06 05:00:00+00', '2026-01-05 09:00:00+00', 9.7642, 11.452, 9.567, 11.2275, 2021.0904, 11227457.9409, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-07 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-07 05:00:00+00', '2026-01-05 09:00:00+00', 9.7642, 12.5159, 9.567, 12.2705, 3033.3609, 12270457.778, 3, 3, 3, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-08 23:59:59.999+00', 2, '2026-01-08 00:00:00+00', '2026-01-08 05:00:00+00', '2026-01-08 09:00:00+00', 10.6797, 11.0033, 10.464, 10.7876, 1010.7876, 10787581.5605, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-09 23:59:59.999+00', 2, '2026-01-08 00:00:00+00', '2026-01-08 05:00:00+00', '2026-01-09 09:00:00+00', 10.6797, 11.0033, 9.5636, 9.8594, 2020.647, 9859380.9205, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-11 23:59:59.999+00', 2, '2026-01-08 00:00:00+00', '2026-01-11 05:00:00+00', '2026-01-09 09:00:00+00', 10.6797, 12.5201, 9.5636, 12.2746, 3032.9215999999997, 12274588.9735, 3, 3, 3, 0, 1, 0, 1, '2026-01-10', '2026-01-10', true, false, false, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-12 23:59:59.999+00', 3, '2026-01-12 00:00:00+00', '2026-01-12 05:00:00+00', '2026-01-12 09:00:00+00', 10.7004, 11.0247, 10.4843, 10.8085, 1010.8085, 10808523.4047, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-13 23:59:59.999+00', 3, '2026-01-12 00:00:00+00', '2026-01-12 05:00:00+00', '2026-01-13 09:00:00+00', 10.7004, 11.0247, 9.5605, 9.8562, 2020.6646999999998, 9856231.7946, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-14 23:59:59.999+00', 3, '2026-01-12 00:00:00+00', '2026-01-14 05:00:00+00', '2026-01-13 09:00:00+00', 10.7004, 11.4077, 9.5605, 11.184, 3031.8486999999996, 11183994.7033, 3, 3, 3, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-15 23:59:59.999+00', 4, '2026-01-15 00:00:00+00', '2026-01-15 05:00:00+00', '2026-01-15 09:00:00+00', 12.1555, 12.5239, 11.91, 12.2783, 1012.2783, 12278299.6949, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-16 23:59:59.999+00', 4, '2026-01-15 00:00:00+00', '2026-01-15 05:00:00+00', '2026-01-16 09:00:00+00', 12.1555, 12.5239, 10.5047, 10.8296, 2023.1079, 10829565.4988, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-17 23:59:59.999+00', 4, '2026-01-15 00:00:00+00', '2026-01-15 05:00:00+00', '2026-01-17 09:00:00+00', 12.1555, 12.5239, 9.5578, 9.8534, 3032.9613, 9853422.6925, 3, 3, 3, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-18 23:59:59.999+00', 5, '2026-01-18 00:00:00+00', '2026-01-18 05:00:00+00', '2026-01-18 09:00:00+00', 11.0506, 11.3855, 10.8274, 11.1622, 1011.1622, 11162235.7819, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-19 23:59:59.999+00', 5, '2026-01-18 00:00:00+00', '2026-01-19 05:00:00+00', '2026-01-18 09:00:00+00', 11.0506, 12.5272, 10.8274, 12.2816, 2023.4438, 12281588.3967, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-21 23:59:59.999+00', 5, '2026-01-18 00:00:00+00', '2026-01-19 05:00:00+00', '2026-01-21 09:00:00+00', 11.0506, 12.5272, 9.5554, 9.851, 3033.2948, 9850954.204, 3, 3, 3, 0, 1, 0, 1, '2026-01-20', '2026-01-20', true, false, false, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-22 23:59:59.999+00', 6, '2026-01-22 00:00:00+00', '2026-01-22 05:00:00+00', '2026-01-22 09:00:00+00', 11.0291, 11.3633, 10.8063, 11.1405, 1011.1405, 11140468.0781, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-23 23:59:59.999+00', 6, '2026-01-22 00:00:00+00', '2026-01-23 05:00:00+00', '2026-01-22 09:00:00+00', 11.0291, 12.5301, 10.8063, 12.2845, 2023.425, 12284453.708, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-24 23:59:59.999+00', 6, '2026-01-22 00:00:00+00', '2026-01-23 05:00:00+00', '2026-01-24 09:00:00+00', 11.0291, 12.5301, 10.5458, 10.8719, 3034.2969, 10871925.625, 3, 3, 3, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-25 23:59:59.999+00', 7, '2026-01-25 00:00:00+00', '2026-01-25 05:00:00+00', '2026-01-25 09:00:00+00', 9.7503, 10.0458, 9.5534, 9.8488, 1009.8488, 9848826.8469, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.610994+00'),
	(11, '3D', '2026-01-26 23:59:59.999+00', 7, '2026-01-25 00:00:00+00', '2026-01-26 05:00:00+00', '2026-01-25 09:00:00+00', 9.7503, 11.3411, 9.5534, 11.1187, 2020.9675, 11118698.6103, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.610994+00'),
	(12, '3D', '2026-01-20 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-20 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 10.9994, 10.4602, 10.7838, 1010.7838, 10783751.6596, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.617038+00'),
	(12, '3D', '2026-01-21 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-21 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 11.3686, 10.4602, 11.1456, 2021.9294, 11145649.1847, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.617038+00'),
	(12, '3D', '2026-01-22 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-22 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 12.0243, 10.4602, 11.7885, 3033.7179, 11788482.4977, 3, 3, 3, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:47.617038+00'),
	(12, '3D', '2026-01-23 23:59:59.999+00', 2, '2026-01-23 00:00:00+00', '2026-01-23 05:00:00+00', '2026-01-23 09:00:00+00', 12.4125, 12.7886, 12.1617, 12.5378, 1012.5378, 12537829.9626, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.617038+00'),
	(12, '3D', '2026-01-24 23:59:59.999+00', 2, '2026-01-23 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-23 09:00:00+00', 12.4125, 13.4165, 12.1617, 13.1535, 2025.6913, 13153473.503, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.617038+00'),
	(13, '3D', '2026-01-24 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-24 09:00:00+00', 11.5622, 11.9126, 11.3286, 11.679, 1011.679, 11679005.6458, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.618726+00'),
	(13, '3D', '2026-01-25 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-25 09:00:00+00', 11.5622, 11.9126, 11.3012, 11.6507, 2023.3297, 11650699.1217, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.618726+00'),
	(13, '3D', '2026-01-26 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-26 05:00:00+00', '2026-01-25 09:00:00+00', 11.5622, 12.0978, 11.3012, 11.8606, 3035.1903, 11860624.9551, 3, 3, 3, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:47.618726+00'),
	(13, '3D', '2026-01-27 23:59:59.999+00', 2, '2026-01-27 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-27 09:00:00+00', 12.1583, 12.5267, 11.9127, 12.2811, 1012.2811, 12281092.9662, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.618726+00'),
	(13, '3D', '2026-01-28 23:59:59.999+00', 2, '2026-01-27 00:00:00+00', '2026-01-28 05:00:00+00', '2026-01-27 09:00:00+00', 12.1583, 13.1081, 11.9127, 12.8511, 2025.1322, 12851084.1059, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.618726+00'),
	(13, '3D', '2026-01-29 23:59:59.999+00', 2, '2026-01-27 00:00:00+00', '2026-01-29 05:00:00+00', '2026-01-27 09:00:00+00', 12.1583, 13.7458, 11.9127, 13.4762, 3038.6084, 13476239.1359, 3, 3, 3, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:47.618726+00'),
	(13, '3D', '2026-01-30 23:59:59.999+00', 3, '2026-01-30 00:00:00+00', '2026-01-30 05:00:00+00', '2026-01-30 09:00:00+00', 13.8976, 14.3188, 13.6169, 14.038, 1014.038, 14038001.9328, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.618726+00'),
	(13, '3D', '2026-01-31 23:59:59.999+00', 3, '2026-01-30 00:00:00+00', '2026-01-31 05:00:00+00', '2026-01-30 09:00:00+00', 13.8976, 14.7051, 13.6169, 14.4167, 2028.4547, 14416717.0858, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.618726+00'),
	(13, '3D', '2026-02-01 23:59:59.999+00', 3, '2026-01-30 00:00:00+00', '2026-02-01 05:00:00+00', '2026-01-30 09:00:00+00', 13.8976, 14.8154, 13.6169, 14.5249, 3042.9796, 14524858.5976, 3, 3, 3, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:47.618726+00'),
	(13, '3D', '2026-02-02 23:59:59.999+00', 4, '2026-02-02 00:00:00+00', '2026-02-02 05:00:00+00', '2026-02-02 09:00:00+00', 14.1931, 14.6232, 13.9063, 14.3364, 1014.3364, 14336433.999, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.618726+00'),
	(13, '3D', '2026-02-03 23:59:59.999+00', 4, '2026-02-02 00:00:00+00', '2026-02-02 05:00:00+00', '2026-02-03 09:00:00+00', 14.1931, 14.6232, 13.4796, 13.8964, 2028.2328, 13896446.258, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.618726+00'),
	(13, '3D', '2026-02-04 23:59:59.999+00', 4, '2026-02-02 00:00:00+00', '2026-02-02 05:00:00+00', '2026-02-04 09:00:00+00', 14.1931, 14.6232, 12.9056, 13.3047, 3041.5375, 13304715.9902, 3, 3, 3, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:47.618726+00'),
	(13, '3D', '2026-02-05 23:59:59.999+00', 5, '2026-02-05 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-05 09:00:00+00', 12.5568, 12.9373, 12.3032, 12.6837, 1012.6837, 12683668.3024, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.618726+00'),
	(11, '3D', '2026-01-27 23:59:59.999+00', 7, '2026-01-25 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-25 09:00:00+00', 9.7503, 12.658, 9.5534, 12.4098, 3033.3773, 12409763.3784, 3, 3, 3, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:52.712769+00'),
	(11, '3D', '2026-01-28 23:59:59.999+00', 8, '2026-01-28 00:00:00+00', '2026-01-28 05:00:00+00', '2026-01-28 09:00:00+00', 10.7843, 11.1111, 10.5664, 10.8932, 1010.8932, 10893231.0875, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.712769+00'),
	(11, '3D', '2026-01-29 23:59:59.999+00', 8, '2026-01-28 00:00:00+00', '2026-01-28 05:00:00+00', '2026-01-29 09:00:00+00', 10.7843, 11.1111, 9.5516, 9.847, 2020.7402, 9847041.0669, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.712769+00'),
	(11, '3D', '2026-01-30 23:59:59.999+00', 8, '2026-01-28 00:00:00+00', '2026-01-30 05:00:00+00', '2026-01-29 09:00:00+00', 10.7843, 11.3189, 9.5516, 11.0969, 3031.8370999999997, 11096934.3571, 3, 3, 3, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:52.712769+00'),
	(11, '3D', '2026-02-01 23:59:59.999+00', 9, '2026-01-31 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-01 09:00:00+00', 10.8055, 11.1329, 10.5872, 10.9146, 1010.9146, 10914611.6637, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.712769+00'),
	(11, '3D', '2026-02-02 23:59:59.999+00', 9, '2026-01-31 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-02 09:00:00+00', 10.8055, 11.1329, 9.5502, 9.8456, 2020.7602, 9845597.2379, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.712769+00'),
	(11, '3D', '2026-02-03 23:59:59.999+00', 9, '2026-01-31 00:00:00+00', '2026-02-03 05:00:00+00', '2026-02-02 09:00:00+00', 10.8055, 11.2967, 9.5502, 11.0752, 3031.8354, 11075182.255, 3, 3, 3, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:52.712769+00'),
	(11, '3D', '2026-02-04 23:59:59.999+00', 10, '2026-02-04 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-04 09:00:00+00', 12.1676, 12.5363, 11.9218, 12.2905, 1012.2905, 12290498.234, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.712769+00'),
	(11, '3D', '2026-02-05 23:59:59.999+00', 10, '2026-02-04 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-05 09:00:00+00', 12.1676, 12.5363, 10.608, 10.9361, 2023.2266, 10936060.9119, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.712769+00'),
	(11, '3D', '2026-02-06 23:59:59.999+00', 10, '2026-02-04 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-06 09:00:00+00', 12.1676, 12.5363, 9.5492, 9.8445, 3033.0711, 9844495.6617, 3, 3, 3, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:52.712769+00'),
	(11, '3D', '2026-02-07 23:59:59.999+00', 11, '2026-02-07 00:00:00+00', '2026-02-07 05:00:00+00', '2026-02-07 09:00:00+00', 10.9429, 11.2745, 10.7218, 11.0534, 1011.0534, 11053449.1963, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.712769+00'),
	(11, '3D', '2026-02-08 23:59:59.999+00', 11, '2026-02-07 00:00:00+00', '2026-02-08 05:00:00+00', '2026-02-07 09:00:00+00', 10.9429, 12.5375, 10.7218, 12.2917, 2023.3451, 12291659.8033, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.712769+00'),
	(12, '3D', '2026-01-27 23:59:59.999+00', 2, '2026-01-23 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-23 09:00:00+00', 12.4125, 13.4165, 12.1617, 12.6199, 3038.3112, 12619904.2582, 3, 3, 3, 0, 2, 0, 2, '2026-01-25', '2026-01-26', true, false, false, '2026-11-24 16:32:52.719805+00'),
	(12, '3D', '2026-01-28 23:59:59.999+00', 3, '2026-01-28 00:00:00+00', '2026-01-28 05:00:00+00', '2026-01-28 09:00:00+00', 11.7543, 12.1105, 11.5168, 11.873, 1011.873, 11873023.33, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.719805+00'),
	(12, '3D', '2026-01-29 23:59:59.999+00', 3, '2026-01-28 00:00:00+00', '2026-01-28 05:00:00+00', '2026-01-29 09:00:00+00', 11.7543, 12.1105, 10.8713, 11.2075, 2023.0805, 11207515.5007, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.719805+00'),
	(12, '3D', '2026-01-30 23:59:59.999+00', 3, '2026-01-28 00:00:00+00', '2026-01-28 05:00:00+00', '2026-01-30 09:00:00+00', 11.7543, 12.1105, 10.4832, 10.8075, 3033.888, 10807460.9249, 3, 3, 3, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:52.719805+00'),
	(12, '3D', '2026-01-31 23:59:59.999+00', 4, '2026-01-31 00:00:00+00', '2026-01-31 05:00:00+00', '2026-01-31 09:00:00+00', 10.6603, 10.9833, 10.4449, 10.768, 1010.768, 10767975.026, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.719805+00'),
	(12, '3D', '2026-02-01 23:59:59.999+00', 4, '2026-01-31 00:00:00+00', '2026-02-01 05:00:00+00', '2026-01-31 09:00:00+00', 10.6603, 11.3198, 10.4449, 11.0978, 2021.8658, 11097799.5264, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.719805+00'),
	(12, '3D', '2026-02-02 23:59:59.999+00', 4, '2026-01-31 00:00:00+00', '2026-02-02 05:00:00+00', '2026-01-31 09:00:00+00', 10.6603, 11.9547, 10.4449, 11.7203, 3033.5861, 11720341.5863, 3, 3, 3, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:52.719805+00'),
	(12, '3D', '2026-02-03 23:59:59.999+00', 5, '2026-02-03 00:00:00+00', '2026-02-03 05:00:00+00', '2026-02-03 09:00:00+00', 12.3446, 12.7187, 12.0952, 12.4693, 1012.4693, 12469293.2633, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.719805+00'),
	(12, '3D', '2026-02-04 23:59:59.999+00', 5, '2026-02-03 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-03 09:00:00+00', 12.3446, 13.3703, 12.0952, 13.1081, 2025.5774000000001, 13108120.8814, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.719805+00'),
	(12, '3D', '2026-02-05 23:59:59.999+00', 5, '2026-02-03 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-03 09:00:00+00', 12.3446, 13.6729, 12.0952, 13.4048, 3038.9822000000004, 13404782.2761, 3, 3, 3, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:52.719805+00'),
	(12, '3D', '2026-02-06 23:59:59.999+00', 6, '2026-02-06 00:00:00+00', '2026-02-06 05:00:00+00', '2026-02-06 09:00:00+00', 13.1099, 13.5072, 12.8451, 13.2423, 1013.2423, 13242334.3969, 3, 1, 1, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.719805+00'),
	(12, '3D', '2026-02-07 23:59:59.999+00', 6, '2026-02-06 00:00:00+00', '2026-02-06 05:00:00+00', '2026-02-07 09:00:00+00', 13.1099, 13.5072, 12.305, 12.6855, 2025.9278, 12685525.1117, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.719805+00'),
	(12, '3D', '2026-02-08 23:59:59.999+00', 6, '2026-02-06 00:00:00+00', '2026-02-06 05:00:00+00', '2026-02-08 09:00:00+00', 13.1099, 13.5072, 11.5848, 11.9431, 3037.8709, 11943114.9857, 3, 3, 3, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:52.719805+00'),
	(13, '3D', '2026-02-06 23:59:59.999+00', 5, '2026-02-05 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-06 09:00:00+00', 12.5568, 12.9373, 11.7825, 12.1469, 2024.8306, 12146873.2737, 3, 2, 2, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.722603+00');
INSERT INTO cmc_price_bars_multi_tf_cal_anchor_iso VALUES
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-05 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-05 05:00:00+00', '2026-01-05 09:00:00+00', 9.7642, 10.0601, 9.567, 9.8629, 1009.8629, 9862869.4083, 14, 1, 1, 13, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-06 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-06 05:00:00+00', '2026-01-05 09:00:00+00', 9.7642, 11.452, 9.567, 11.2275, 2021.0904, 11227457.9409, 14, 2, 2, 12, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-07 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-07 05:00:00+00', '2026-01-05 09:00:00+00', 9.7642, 12.5159, 9.567, 12.2705, 3033.3609, 12270457.778, 14, 3, 3, 11, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-08 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-07 05:00:00+00', '2026-01-05 09:00:00+00', 9.7642, 12.5159, 9.567, 10.7876, 4044.1485000000002, 10787581.5605, 14, 4, 4, 10, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-09 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-07 05:00:00+00', '2026-01-09 09:00:00+00', 9.7642, 12.5159, 9.5636, 9.8594, 5054.0079000000005, 9859380.9205, 14, 5, 5, 9, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-11 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-11 05:00:00+00', '2026-01-09 09:00:00+00', 9.7642, 12.5201, 9.5636, 12.2746, 6066.2825, 12274588.9735, 14, 7, 6, 7, 1, 0, 1, '2026-01-10', '2026-01-10', true, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-12 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-11 05:00:00+00', '2026-01-09 09:00:00+00', 9.7642, 12.5201, 9.5636, 10.8085, 7077.091, 10808523.4047, 14, 8, 7, 6, 1, 0, 1, '2026-01-10', '2026-01-10', true, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-13 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-11 05:00:00+00', '2026-01-13 09:00:00+00', 9.7642, 12.5201, 9.5605, 9.8562, 8086.9472000000005, 9856231.7946, 14, 9, 8, 5, 1, 0, 1, '2026-01-10', '2026-01-10', true, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-14 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-11 05:00:00+00', '2026-01-13 09:00:00+00', 9.7642, 12.5201, 9.5605, 11.184, 9098.1312, 11183994.7033, 14, 10, 9, 4, 1, 0, 1, '2026-01-10', '2026-01-10', true, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-15 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-15 05:00:00+00', '2026-01-13 09:00:00+00', 9.7642, 12.5239, 9.5605, 12.2783, 10110.4095, 12278299.6949, 14, 11, 10, 3, 1, 0, 1, '2026-01-10', '2026-01-10', true, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-16 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-15 05:00:00+00', '2026-01-13 09:00:00+00', 9.7642, 12.5239, 9.5605, 10.8296, 11121.239099999999, 10829565.4988, 14, 12, 11, 2, 1, 0, 1, '2026-01-10', '2026-01-10', true, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-17 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-15 05:00:00+00', '2026-01-17 09:00:00+00', 9.7642, 12.5239, 9.5578, 9.8534, 12131.092499999999, 9853422.6925, 14, 13, 12, 1, 1, 0, 1, '2026-01-10', '2026-01-10', true, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-18 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-15 05:00:00+00', '2026-01-17 09:00:00+00', 9.7642, 12.5239, 9.5578, 11.1622, 13142.2547, 11162235.7819, 14, 14, 13, 0, 1, 0, 1, '2026-01-10', '2026-01-10', true, false, false, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-19 23:59:59.999+00', 2, '2026-01-19 00:00:00+00', '2026-01-19 05:00:00+00', '2026-01-19 09:00:00+00', 12.1588, 12.5272, 11.9131, 12.2816, 1012.2816, 12281588.3967, 14, 1, 1, 13, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-21 23:59:59.999+00', 2, '2026-01-19 00:00:00+00', '2026-01-19 05:00:00+00', '2026-01-21 09:00:00+00', 12.1588, 12.5272, 9.5554, 9.851, 2022.1326, 9850954.204, 14, 3, 2, 11, 1, 0, 1, '2026-01-20', '2026-01-20', true, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-22 23:59:59.999+00', 2, '2026-01-19 00:00:00+00', '2026-01-19 05:00:00+00', '2026-01-21 09:00:00+00', 12.1588, 12.5272, 9.5554, 11.1405, 3033.2731, 11140468.0781, 14, 4, 3, 10, 1, 0, 1, '2026-01-20', '2026-01-20', true, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-23 23:59:59.999+00', 2, '2026-01-19 00:00:00+00', '2026-01-23 05:00:00+00', '2026-01-21 09:00:00+00', 12.1588, 12.5301, 9.5554, 12.2845, 4045.5576, 12284453.708, 14, 5, 4, 9, 1, 0, 1, '2026-01-20', '2026-01-20', true, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-24 23:59:59.999+00', 2, '2026-01-19 00:00:00+00', '2026-01-23 05:00:00+00', '2026-01-21 09:00:00+00', 12.1588, 12.5301, 9.5554, 10.8719, 5056.4295, 10871925.625, 14, 6, 5, 8, 1, 0, 1, '2026-01-20', '2026-01-20', true, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-25 23:59:59.999+00', 2, '2026-01-19 00:00:00+00', '2026-01-23 05:00:00+00', '2026-01-25 09:00:00+00', 12.1588, 12.5301, 9.5534, 9.8488, 6066.2783, 9848826.8469, 14, 7, 6, 7, 1, 0, 1, '2026-01-20', '2026-01-20', true, false, true, '2026-11-24 16:32:48.034995+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-26 23:59:59.999+00', 2, '2026-01-19 00:00:00+00', '2026-01-23 05:00:00+00', '2026-01-25 09:00:00+00', 12.1588, 12.5301, 9.5534, 11.1187, 7077.397, 11118698.6103, 14, 8, 7, 6, 1, 0, 1, '2026-01-20', '2026-01-20', true, false, true, '2026-11-24 16:32:48.034995+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-01-20 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-20 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 10.9994, 10.4602, 10.7838, 1010.7838, 10783751.6596, 14, 2, 1, 12, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.03998+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-01-21 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-21 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 11.3686, 10.4602, 11.1456, 2021.9294, 11145649.1847, 14, 3, 2, 11, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.03998+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-01-22 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-22 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 12.0243, 10.4602, 11.7885, 3033.7179, 11788482.4977, 14, 4, 3, 10, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.03998+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-01-23 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-23 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 12.7886, 10.4602, 12.5378, 4046.2557, 12537829.9626, 14, 5, 4, 9, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.03998+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-01-24 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 13.4165, 10.4602, 13.1535, 5059.4092, 13153473.503, 14, 6, 5, 8, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.03998+00'),
	(13, '2W_CAL_ANCHOR_ISO', '2026-01-24 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-24 09:00:00+00', 11.5622, 11.9126, 11.3286, 11.679, 1011.679, 11679005.6458, 14, 6, 1, 8, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.042041+00'),
	(13, '2W_CAL_ANCHOR_ISO', '2026-01-25 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-25 09:00:00+00', 11.5622, 11.9126, 11.3012, 11.6507, 2023.3297, 11650699.1217, 14, 7, 2, 7, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.042041+00'),
	(13, '2W_CAL_ANCHOR_ISO', '2026-01-26 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-26 05:00:00+00', '2026-01-25 09:00:00+00', 11.5622, 12.0978, 11.3012, 11.8606, 3035.1903, 11860624.9551, 14, 8, 3, 6, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.042041+00'),
	(13, '2W_CAL_ANCHOR_ISO', '2026-01-27 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-25 09:00:00+00', 11.5622, 12.5267, 11.3012, 12.2811, 4047.4714000000004, 12281092.9662, 14, 9, 4, 5, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.042041+00'),
	(13, '2W_CAL_ANCHOR_ISO', '2026-01-28 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-28 05:00:00+00', '2026-01-25 09:00:00+00', 11.5622, 13.1081, 11.3012, 12.8511, 5060.3225, 12851084.1059, 14, 10, 5, 4, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.042041+00'),
	(13, '2W_CAL_ANCHOR_ISO', '2026-01-29 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-29 05:00:00+00', '2026-01-25 09:00:00+00', 11.5622, 13.7458, 11.3012, 13.4762, 6073.7987, 13476239.1359, 14, 11, 6, 3, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.042041+00'),
	(13, '2W_CAL_ANCHOR_ISO', '2026-01-30 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-30 05:00:00+00', '2026-01-25 09:00:00+00', 11.5622, 14.3188, 11.3012, 14.038, 7087.8367, 14038001.9328, 14, 12, 7, 2, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.042041+00'),
	(13, '2W_CAL_ANCHOR_ISO', '2026-01-31 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-31 05:00:00+00', '2026-01-25 09:00:00+00', 11.5622, 14.7051, 11.3012, 14.4167, 8102.2534, 14416717.0858, 14, 13, 8, 1, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.042041+00'),
	(13, '2W_CAL_ANCHOR_ISO', '2026-02-01 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-02-01 05:00:00+00', '2026-01-25 09:00:00+00', 11.5622, 14.8154, 11.3012, 14.5249, 9116.7783, 14524858.5976, 14, 14, 9, 0, 0, 0, 0, NULL, NULL, false, true, false, '2026-11-24 16:32:48.042041+00'),
	(13, '2W_CAL_ANCHOR_ISO', '2026-02-02 23:59:59.999+00', 2, '2026-02-02 00:00:00+00', '2026-02-02 05:00:00+00', '2026-02-02 09:00:00+00', 14.1931, 14.6232, 13.9063, 14.3364, 1014.3364, 14336433.999, 14, 1, 1, 13, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:48.042041+00'),
	(13, '2W_CAL_ANCHOR_ISO', '2026-02-03 23:59:59.999+00', 2, '2026-02-02 00:00:00+00', '2026-02-02 05:00:00+00', '2026-02-03 09:00:00+00', 14.1931, 14.6232, 13.4796, 13.8964, 2028.2328, 13896446.258, 14, 2, 2, 12, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:48.042041+00'),
	(13, '2W_CAL_ANCHOR_ISO', '2026-02-04 23:59:59.999+00', 2, '2026-02-02 00:00:00+00', '2026-02-02 05:00:00+00', '2026-02-04 09:00:00+00', 14.1931, 14.6232, 12.9056, 13.3047, 3041.5375, 13304715.9902, 14, 3, 3, 11, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:48.042041+00'),
	(13, '2W_CAL_ANCHOR_ISO', '2026-02-05 23:59:59.999+00', 2, '2026-02-02 00:00:00+00', '2026-02-02 05:00:00+00', '2026-02-05 09:00:00+00', 14.1931, 14.6232, 12.3032, 12.6837, 4054.2212, 12683668.3024, 14, 4, 4, 10, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:48.042041+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-27 23:59:59.999+00', 2, '2026-01-19 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-25 09:00:00+00', 12.1588, 12.658, 9.5534, 12.4098, 8089.8068, 12409763.3784, 14, 9, 8, 5, 1, 0, 1, '2026-01-20', '2026-01-20', true, false, true, '2026-11-24 16:32:53.159957+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-28 23:59:59.999+00', 2, '2026-01-19 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-25 09:00:00+00', 12.1588, 12.658, 9.5534, 10.8932, 9100.7, 10893231.0875, 14, 10, 9, 4, 1, 0, 1, '2026-01-20', '2026-01-20', true, false, true, '2026-11-24 16:32:53.159957+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-29 23:59:59.999+00', 2, '2026-01-19 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-29 09:00:00+00', 12.1588, 12.658, 9.5516, 9.847, 10110.547, 9847041.0669, 14, 11, 10, 3, 1, 0, 1, '2026-01-20', '2026-01-20', true, false, true, '2026-11-24 16:32:53.159957+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-01-30 23:59:59.999+00', 2, '2026-01-19 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-29 09:00:00+00', 12.1588, 12.658, 9.5516, 11.0969, 11121.643900000001, 11096934.3571, 14, 12, 11, 2, 1, 0, 1, '2026-01-20', '2026-01-20', true, false, true, '2026-11-24 16:32:53.159957+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-02-01 23:59:59.999+00', 2, '2026-01-19 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-29 09:00:00+00', 12.1588, 12.658, 9.5516, 10.9146, 12132.558500000001, 10914611.6637, 14, 14, 12, 0, 2, 0, 2, '2026-01-20', '2026-01-31', true, false, false, '2026-11-24 16:32:53.159957+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-02-02 23:59:59.999+00', 3, '2026-02-02 00:00:00+00', '2026-02-02 05:00:00+00', '2026-02-02 09:00:00+00', 9.7471, 10.0425, 9.5502, 9.8456, 1009.8456, 9845597.2379, 14, 1, 1, 13, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.159957+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-02-03 23:59:59.999+00', 3, '2026-02-02 00:00:00+00', '2026-02-03 05:00:00+00', '2026-02-02 09:00:00+00', 9.7471, 11.2967, 9.5502, 11.0752, 2020.9207999999999, 11075182.255, 14, 2, 2, 12, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.159957+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-02-04 23:59:59.999+00', 3, '2026-02-02 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-02 09:00:00+00', 9.7471, 12.5363, 9.5502, 12.2905, 3033.2113, 12290498.234, 14, 3, 3, 11, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.159957+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-02-05 23:59:59.999+00', 3, '2026-02-02 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-02 09:00:00+00', 9.7471, 12.5363, 9.5502, 10.9361, 4044.1474, 10936060.9119, 14, 4, 4, 10, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.159957+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-02-06 23:59:59.999+00', 3, '2026-02-02 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-06 09:00:00+00', 9.7471, 12.5363, 9.5492, 9.8445, 5053.9919, 9844495.6617, 14, 5, 5, 9, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.159957+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-02-07 23:59:59.999+00', 3, '2026-02-02 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-06 09:00:00+00', 9.7471, 12.5363, 9.5492, 11.0534, 6065.0453, 11053449.1963, 14, 6, 6, 8, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.159957+00'),
	(11, '2W_CAL_ANCHOR_ISO', '2026-02-08 23:59:59.999+00', 3, '2026-02-02 00:00:00+00', '2026-02-08 05:00:00+00', '2026-02-06 09:00:00+00', 9.7471, 12.5375, 9.5492, 12.2917, 7077.3369999999995, 12291659.8033, 14, 7, 7, 7, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.159957+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-01-27 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 13.4165, 10.4602, 12.6199, 6072.0291, 12619904.2582, 14, 9, 6, 5, 2, 0, 2, '2026-01-25', '2026-01-26', true, true, true, '2026-11-24 16:32:53.168281+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-01-28 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 13.4165, 10.4602, 11.873, 7083.902099999999, 11873023.33, 14, 10, 7, 4, 2, 0, 2, '2026-01-25', '2026-01-26', true, true, true, '2026-11-24 16:32:53.168281+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-01-29 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 13.4165, 10.4602, 11.2075, 8095.1096, 11207515.5007, 14, 11, 8, 3, 2, 0, 2, '2026-01-25', '2026-01-26', true, true, true, '2026-11-24 16:32:53.168281+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-01-30 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 13.4165, 10.4602, 10.8075, 9105.9171, 10807460.9249, 14, 12, 9, 2, 2, 0, 2, '2026-01-25', '2026-01-26', true, true, true, '2026-11-24 16:32:53.168281+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-01-31 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-31 09:00:00+00', 10.6759, 13.4165, 10.4449, 10.768, 10116.6851, 10767975.026, 14, 13, 10, 1, 2, 0, 2, '2026-01-25', '2026-01-26', true, true, true, '2026-11-24 16:32:53.168281+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-02-01 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-31 09:00:00+00', 10.6759, 13.4165, 10.4449, 11.0978, 11127.7829, 11097799.5264, 14, 14, 11, 0, 2, 0, 2, '2026-01-25', '2026-01-26', true, true, false, '2026-11-24 16:32:53.168281+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-02-02 23:59:59.999+00', 2, '2026-02-02 00:00:00+00', '2026-02-02 05:00:00+00', '2026-02-02 09:00:00+00', 11.6031, 11.9547, 11.3687, 11.7203, 1011.7203, 11720341.5863, 14, 1, 1, 13, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.168281+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-02-03 23:59:59.999+00', 2, '2026-02-02 00:00:00+00', '2026-02-03 05:00:00+00', '2026-02-02 09:00:00+00', 11.6031, 12.7187, 11.3687, 12.4693, 2024.1896, 12469293.2633, 14, 2, 2, 12, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.168281+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-02-04 23:59:59.999+00', 2, '2026-02-02 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-02 09:00:00+00', 11.6031, 13.3703, 11.3687, 13.1081, 3037.2977, 13108120.8814, 14, 3, 3, 11, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.168281+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-02-05 23:59:59.999+00', 2, '2026-02-02 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-02 09:00:00+00', 11.6031, 13.6729, 11.3687, 13.4048, 4050.7025000000003, 13404782.2761, 14, 4, 4, 10, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.168281+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-02-06 23:59:59.999+00', 2, '2026-02-02 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-02 09:00:00+00', 11.6031, 13.6729, 11.3687, 13.2423, 5063.9448, 13242334.3969, 14, 5, 5, 9, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.168281+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-02-07 23:59:59.999+00', 2, '2026-02-02 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-02 09:00:00+00', 11.6031, 13.6729, 11.3687, 12.6855, 6076.630300000001, 12685525.1117, 14, 6, 6, 8, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.168281+00'),
	(12, '2W_CAL_ANCHOR_ISO', '2026-02-08 23:59:59.999+00', 2, '2026-02-02 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-02 09:00:00+00', 11.6031, 13.6729, 11.3687, 11.9431, 7088.573400000001, 11943114.9857, 14, 7, 7, 7, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.168281+00'),
	(13, '2W_CAL_ANCHOR_ISO', '2026-02-06 23:59:59.999+00', 2, '2026-02-02 00:00:00+00', '2026-02-02 05:00:00+00', '2026-02-06 09:00:00+00', 14.1931, 14.6232, 11.7825, 12.1469, 5066.3681, 12146873.2737, 14, 5, 5, 9, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.171776+00');
INSERT INTO cmc_price_bars_multi_tf_cal_anchor_iso_state VALUES
	(11, '4d69c5eeac76fa94d09d1b59655d7164', 'bars 1 in UTC', '{2W_CAL_ANCHOR_ISO}', '2026-02-08 23:59:59.999+00', 32, '2026-11-24 16:32:53.159957+00'),
	(12, '9ed2fec3f04e01c0ccb8cd3c7f86981d', 'bars 1 in UTC', '{2W_CAL_ANCHOR_ISO}', '2026-02-08 23:59:59.999+00', 18, '2026-11-24 16:32:53.168281+00'),
	(13, '2d45a3c4e23b27ad21a8309d1d3dfaf9', 'bars 1 in UTC', '{2W_CAL_ANCHOR_ISO}', '2026-02-06 23:59:59.999+00', 14, '2026-11-24 16:32:53.171776+00');
INSERT INTO cmc_price_bars_multi_tf_cal_anchor_us VALUES
	(11, '1M_CAL_ANCHOR', '2026-01-05 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-05 05:00:00+00', '2026-01-05 09:00:00+00', 9.7642, 10.0601, 9.567, 9.8629, 1009.8629, 9862869.4083, 31, 5, 1, 26, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-06 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-06 05:00:00+00', '2026-01-05 09:00:00+00', 9.7642, 11.452, 9.567, 11.2275, 2021.0904, 11227457.9409, 31, 6, 2, 25, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-07 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-07 05:00:00+00', '2026-01-05 09:00:00+00', 9.7642, 12.5159, 9.567, 12.2705, 3033.3609, 12270457.778, 31, 7, 3, 24, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-08 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-07 05:00:00+00', '2026-01-05 09:00:00+00', 9.7642, 12.5159, 9.567, 10.7876, 4044.1485000000002, 10787581.5605, 31, 8, 4, 23, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-09 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-07 05:00:00+00', '2026-01-09 09:00:00+00', 9.7642, 12.5159, 9.5636, 9.8594, 5054.0079000000005, 9859380.9205, 31, 9, 5, 22, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-11 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-11 05:00:00+00', '2026-01-09 09:00:00+00', 9.7642, 12.5201, 9.5636, 12.2746, 6066.2825, 12274588.9735, 31, 11, 6, 20, 1, 0, 1, '2026-01-10', '2026-01-10', true, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-12 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-11 05:00:00+00', '2026-01-09 09:00:00+00', 9.7642, 12.5201, 9.5636, 10.8085, 7077.091, 10808523.4047, 31, 12, 7, 19, 1, 0, 1, '2026-01-10', '2026-01-10', true, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-13 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-11 05:00:00+00', '2026-01-13 09:00:00+00', 9.7642, 12.5201, 9.5605, 9.8562, 8086.9472000000005, 9856231.7946, 31, 13, 8, 18, 1, 0, 1, '2026-01-10', '2026-01-10', true, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-14 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-11 05:00:00+00', '2026-01-13 09:00:00+00', 9.7642, 12.5201, 9.5605, 11.184, 9098.1312, 11183994.7033, 31, 14, 9, 17, 1, 0, 1, '2026-01-10', '2026-01-10', true, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-15 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-15 05:00:00+00', '2026-01-13 09:00:00+00', 9.7642, 12.5239, 9.5605, 12.2783, 10110.4095, 12278299.6949, 31, 15, 10, 16, 1, 0, 1, '2026-01-10', '2026-01-10', true, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-16 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-15 05:00:00+00', '2026-01-13 09:00:00+00', 9.7642, 12.5239, 9.5605, 10.8296, 11121.239099999999, 10829565.4988, 31, 16, 11, 15, 1, 0, 1, '2026-01-10', '2026-01-10', true, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-17 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-15 05:00:00+00', '2026-01-17 09:00:00+00', 9.7642, 12.5239, 9.5578, 9.8534, 12131.092499999999, 9853422.6925, 31, 17, 12, 14, 1, 0, 1, '2026-01-10', '2026-01-10', true, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-18 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-15 05:00:00+00', '2026-01-17 09:00:00+00', 9.7642, 12.5239, 9.5578, 11.1622, 13142.2547, 11162235.7819, 31, 18, 13, 13, 1, 0, 1, '2026-01-10', '2026-01-10', true, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-19 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-19 05:00:00+00', '2026-01-17 09:00:00+00', 9.7642, 12.5272, 9.5578, 12.2816, 14154.5363, 12281588.3967, 31, 19, 14, 12, 1, 0, 1, '2026-01-10', '2026-01-10', true, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-21 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-19 05:00:00+00', '2026-01-21 09:00:00+00', 9.7642, 12.5272, 9.5554, 9.851, 15164.3873, 9850954.204, 31, 21, 15, 10, 2, 0, 2, '2026-01-10', '2026-01-20', true, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-22 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-19 05:00:00+00', '2026-01-21 09:00:00+00', 9.7642, 12.5272, 9.5554, 11.1405, 16175.5278, 11140468.0781, 31, 22, 16, 9, 2, 0, 2, '2026-01-10', '2026-01-20', true, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-23 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-23 05:00:00+00', '2026-01-21 09:00:00+00', 9.7642, 12.5301, 9.5554, 12.2845, 17187.8123, 12284453.708, 31, 23, 17, 8, 2, 0, 2, '2026-01-10', '2026-01-20', true, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-24 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-23 05:00:00+00', '2026-01-21 09:00:00+00', 9.7642, 12.5301, 9.5554, 10.8719, 18198.6842, 10871925.625, 31, 24, 18, 7, 2, 0, 2, '2026-01-10', '2026-01-20', true, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-25 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-23 05:00:00+00', '2026-01-25 09:00:00+00', 9.7642, 12.5301, 9.5534, 9.8488, 19208.533, 9848826.8469, 31, 25, 19, 6, 2, 0, 2, '2026-01-10', '2026-01-20', true, true, true, '2026-11-24 16:32:48.260358+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-26 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-23 05:00:00+00', '2026-01-25 09:00:00+00', 9.7642, 12.5301, 9.5534, 11.1187, 20219.6517, 11118698.6103, 31, 26, 20, 5, 2, 0, 2, '2026-01-10', '2026-01-20', true, true, true, '2026-11-24 16:32:48.260358+00'),
	(12, '1M_CAL_ANCHOR', '2026-01-20 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-20 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 10.9994, 10.4602, 10.7838, 1010.7838, 10783751.6596, 31, 20, 1, 11, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.266923+00'),
	(12, '1M_CAL_ANCHOR', '2026-01-21 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-21 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 11.3686, 10.4602, 11.1456, 2021.9294, 11145649.1847, 31, 21, 2, 10, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.266923+00'),
	(12, '1M_CAL_ANCHOR', '2026-01-22 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-22 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 12.0243, 10.4602, 11.7885, 3033.7179, 11788482.4977, 31, 22, 3, 9, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.266923+00'),
	(12, '1M_CAL_ANCHOR', '2026-01-23 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-23 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 12.7886, 10.4602, 12.5378, 4046.2557, 12537829.9626, 31, 23, 4, 8, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.266923+00'),
	(12, '1M_CAL_ANCHOR', '2026-01-24 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 13.4165, 10.4602, 13.1535, 5059.4092, 13153473.503, 31, 24, 5, 7, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.266923+00'),
	(13, '1M_CAL_ANCHOR', '2026-01-24 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-24 09:00:00+00', 11.5622, 11.9126, 11.3286, 11.679, 1011.679, 11679005.6458, 31, 24, 1, 7, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.269824+00'),
	(13, '1M_CAL_ANCHOR', '2026-01-25 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-25 09:00:00+00', 11.5622, 11.9126, 11.3012, 11.6507, 2023.3297, 11650699.1217, 31, 25, 2, 6, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.269824+00'),
	(13, '1M_CAL_ANCHOR', '2026-01-26 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-26 05:00:00+00', '2026-01-25 09:00:00+00', 11.5622, 12.0978, 11.3012, 11.8606, 3035.1903, 11860624.9551, 31, 26, 3, 5, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.269824+00'),
	(13, '1M_CAL_ANCHOR', '2026-01-27 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-25 09:00:00+00', 11.5622, 12.5267, 11.3012, 12.2811, 4047.4714000000004, 12281092.9662, 31, 27, 4, 4, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.269824+00'),
	(13, '1M_CAL_ANCHOR', '2026-01-28 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-28 05:00:00+00', '2026-01-25 09:00:00+00', 11.5622, 13.1081, 11.3012, 12.8511, 5060.3225, 12851084.1059, 31, 28, 5, 3, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.269824+00'),
	(13, '1M_CAL_ANCHOR', '2026-01-29 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-29 05:00:00+00', '2026-01-25 09:00:00+00', 11.5622, 13.7458, 11.3012, 13.4762, 6073.7987, 13476239.1359, 31, 29, 6, 2, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.269824+00'),
	(13, '1M_CAL_ANCHOR', '2026-01-30 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-30 05:00:00+00', '2026-01-25 09:00:00+00', 11.5622, 14.3188, 11.3012, 14.038, 7087.8367, 14038001.9328, 31, 30, 7, 1, 0, 0, 0, NULL, NULL, false, true, true, '2026-11-24 16:32:48.269824+00'),
	(13, '1M_CAL_ANCHOR', '2026-01-31 23:59:59.999+00', 1, '2026-01-24 00:00:00+00', '2026-01-31 05:00:00+00', '2026-01-25 09:00:00+00', 11.5622, 14.7051, 11.3012, 14.4167, 8102.2534, 14416717.0858, 31, 31, 8, 0, 0, 0, 0, NULL, NULL, false, true, false, '2026-11-24 16:32:48.269824+00'),
	(13, '1M_CAL_ANCHOR', '2026-02-01 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-01 09:00:00+00', 14.3796, 14.8154, 14.0891, 14.5249, 1014.5249, 14524858.5976, 28, 1, 1, 27, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:48.269824+00'),
	(13, '1M_CAL_ANCHOR', '2026-02-02 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-02 09:00:00+00', 14.3796, 14.8154, 13.9063, 14.3364, 2028.8613, 14336433.999, 28, 2, 2, 26, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:48.269824+00'),
	(13, '1M_CAL_ANCHOR', '2026-02-03 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-03 09:00:00+00', 14.3796, 14.8154, 13.4796, 13.8964, 3042.7577, 13896446.258, 28, 3, 3, 25, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:48.269824+00'),
	(13, '1M_CAL_ANCHOR', '2026-02-04 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-04 09:00:00+00', 14.3796, 14.8154, 12.9056, 13.3047, 4056.0624000000003, 13304715.9902, 28, 4, 4, 24, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:48.269824+00'),
	(13, '1M_CAL_ANCHOR', '2026-02-05 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-05 09:00:00+00', 14.3796, 14.8154, 12.3032, 12.6837, 5068.7461, 12683668.3024, 28, 5, 5, 23, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:48.269824+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-27 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-25 09:00:00+00', 9.7642, 12.658, 9.5534, 12.4098, 21232.0615, 12409763.3784, 31, 27, 21, 4, 2, 0, 2, '2026-01-10', '2026-01-20', true, true, true, '2026-11-24 16:32:53.481319+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-28 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-25 09:00:00+00', 9.7642, 12.658, 9.5534, 10.8932, 22242.9547, 10893231.0875, 31, 28, 22, 3, 2, 0, 2, '2026-01-10', '2026-01-20', true, true, true, '2026-11-24 16:32:53.481319+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-29 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-29 09:00:00+00', 9.7642, 12.658, 9.5516, 9.847, 23252.8017, 9847041.0669, 31, 29, 23, 2, 2, 0, 2, '2026-01-10', '2026-01-20', true, true, true, '2026-11-24 16:32:53.481319+00'),
	(11, '1M_CAL_ANCHOR', '2026-01-30 23:59:59.999+00', 1, '2026-01-05 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-29 09:00:00+00', 9.7642, 12.658, 9.5516, 11.0969, 24263.8986, 11096934.3571, 31, 30, 24, 1, 2, 0, 2, '2026-01-10', '2026-01-20', true, true, false, '2026-11-24 16:32:53.481319+00'),
	(11, '1M_CAL_ANCHOR', '2026-02-01 23:59:59.999+00', 2, '2026-01-31 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-01 09:00:00+00', 10.8055, 11.1329, 10.5872, 10.9146, 1010.9146, 10914611.6637, 28, 1, 1, 27, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.481319+00'),
	(11, '1M_CAL_ANCHOR', '2026-02-02 23:59:59.999+00', 2, '2026-01-31 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-02 09:00:00+00', 10.8055, 11.1329, 9.5502, 9.8456, 2020.7602, 9845597.2379, 28, 2, 2, 26, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.481319+00'),
	(11, '1M_CAL_ANCHOR', '2026-02-03 23:59:59.999+00', 2, '2026-01-31 00:00:00+00', '2026-02-03 05:00:00+00', '2026-02-02 09:00:00+00', 10.8055, 11.2967, 9.5502, 11.0752, 3031.8354, 11075182.255, 28, 3, 3, 25, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.481319+00'),
	(11, '1M_CAL_ANCHOR', '2026-02-04 23:59:59.999+00', 2, '2026-01-31 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-02 09:00:00+00', 10.8055, 12.5363, 9.5502, 12.2905, 4044.1259, 12290498.234, 28, 4, 4, 24, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.481319+00'),
	(11, '1M_CAL_ANCHOR', '2026-02-05 23:59:59.999+00', 2, '2026-01-31 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-02 09:00:00+00', 10.8055, 12.5363, 9.5502, 10.9361, 5055.062, 10936060.9119, 28, 5, 5, 23, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.481319+00'),
	(11, '1M_CAL_ANCHOR', '2026-02-06 23:59:59.999+00', 2, '2026-01-31 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-06 09:00:00+00', 10.8055, 12.5363, 9.5492, 9.8445, 6064.9065, 9844495.6617, 28, 6, 6, 22, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.481319+00'),
	(11, '1M_CAL_ANCHOR', '2026-02-07 23:59:59.999+00', 2, '2026-01-31 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-06 09:00:00+00', 10.8055, 12.5363, 9.5492, 11.0534, 7075.9599, 11053449.1963, 28, 7, 7, 21, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.481319+00'),
	(11, '1M_CAL_ANCHOR', '2026-02-08 23:59:59.999+00', 2, '2026-01-31 00:00:00+00', '2026-02-08 05:00:00+00', '2026-02-06 09:00:00+00', 10.8055, 12.5375, 9.5492, 12.2917, 8088.2516, 12291659.8033, 28, 8, 8, 20, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.481319+00'),
	(12, '1M_CAL_ANCHOR', '2026-01-27 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 13.4165, 10.4602, 12.6199, 6072.0291, 12619904.2582, 31, 27, 6, 4, 2, 0, 2, '2026-01-25', '2026-01-26', true, true, true, '2026-11-24 16:32:53.487802+00'),
	(12, '1M_CAL_ANCHOR', '2026-01-28 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 13.4165, 10.4602, 11.873, 7083.902099999999, 11873023.33, 31, 28, 7, 3, 2, 0, 2, '2026-01-25', '2026-01-26', true, true, true, '2026-11-24 16:32:53.487802+00'),
	(12, '1M_CAL_ANCHOR', '2026-01-29 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 13.4165, 10.4602, 11.2075, 8095.1096, 11207515.5007, 31, 29, 8, 2, 2, 0, 2, '2026-01-25', '2026-01-26', true, true, true, '2026-11-24 16:32:53.487802+00'),
	(12, '1M_CAL_ANCHOR', '2026-01-30 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 13.4165, 10.4602, 10.8075, 9105.9171, 10807460.9249, 31, 30, 9, 1, 2, 0, 2, '2026-01-25', '2026-01-26', true, true, true, '2026-11-24 16:32:53.487802+00'),
	(12, '1M_CAL_ANCHOR', '2026-01-31 23:59:59.999+00', 1, '2026-01-20 00:00:00+00', '2026-01-24 05:00:00+00', '2026-01-31 09:00:00+00', 10.6759, 13.4165, 10.4449, 10.768, 10116.6851, 10767975.026, 31, 31, 10, 0, 2, 0, 2, '2026-01-25', '2026-01-26', true, true, false, '2026-11-24 16:32:53.487802+00'),
	(12, '1M_CAL_ANCHOR', '2026-02-01 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 11.3198, 10.7649, 11.0978, 1011.0978, 11097799.5264, 28, 1, 1, 27, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.487802+00'),
	(12, '1M_CAL_ANCHOR', '2026-02-02 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-02 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 11.9547, 10.7649, 11.7203, 2022.8181, 11720341.5863, 28, 2, 2, 26, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.487802+00'),
	(12, '1M_CAL_ANCHOR', '2026-02-03 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-03 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 12.7187, 10.7649, 12.4693, 3035.2874, 12469293.2633, 28, 3, 3, 25, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.487802+00'),
	(12, '1M_CAL_ANCHOR', '2026-02-04 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 13.3703, 10.7649, 13.1081, 4048.3955, 13108120.8814, 28, 4, 4, 24, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.487802+00'),
	(12, '1M_CAL_ANCHOR', '2026-02-05 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 13.6729, 10.7649, 13.4048, 5061.8003, 13404782.2761, 28, 5, 5, 23, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.487802+00'),
	(12, '1M_CAL_ANCHOR', '2026-02-06 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 13.6729, 10.7649, 13.2423, 6075.0426, 13242334.3969, 28, 6, 6, 22, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.487802+00'),
	(12, '1M_CAL_ANCHOR', '2026-02-07 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 13.6729, 10.7649, 12.6855, 7087.7281, 12685525.1117, 28, 7, 7, 21, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.487802+00'),
	(12, '1M_CAL_ANCHOR', '2026-02-08 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 13.6729, 10.7649, 11.9431, 8099.671200000001, 11943114.9857, 28, 8, 8, 20, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.487802+00'),
	(13, '1M_CAL_ANCHOR', '2026-02-06 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-06 09:00:00+00', 14.3796, 14.8154, 11.7825, 12.1469, 6080.893, 12146873.2737, 28, 6, 6, 22, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.490263+00');
INSERT INTO cmc_price_bars_multi_tf_cal_anchor_us_state VALUES
	(11, '4d69c5eeac76fa94d09d1b59655d7164', 'bars 1 in UTC', '{1M_CAL_ANCHOR}', '2026-02-08 23:59:59.999+00', 32, '2026-11-24 16:32:53.481319+00'),
	(12, '9ed2fec3f04e01c0ccb8cd3c7f86981d', 'bars 1 in UTC', '{1M_CAL_ANCHOR}', '2026-02-08 23:59:59.999+00', 18, '2026-11-24 16:32:53.487802+00'),
	(13, '2d45a3c4e23b27ad21a8309d1d3dfaf9', 'bars 1 in UTC', '{1M_CAL_ANCHOR}', '2026-02-06 23:59:59.999+00', 14, '2026-11-24 16:32:53.490263+00');
INSERT INTO cmc_price_bars_multi_tf_cal_iso VALUES
	(13, '1M_CAL', '2026-02-01 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-01 09:00:00+00', 14.3796, 14.8154, 14.0891, 14.5249, 1014.5249, 14524858.5976, 28, 1, 1, 27, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.696822+00'),
	(13, '1M_CAL', '2026-02-02 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-02 09:00:00+00', 14.3796, 14.8154, 13.9063, 14.3364, 2028.8613, 14336433.999, 28, 2, 2, 26, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.696822+00'),
	(13, '1M_CAL', '2026-02-03 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-03 09:00:00+00', 14.3796, 14.8154, 13.4796, 13.8964, 3042.7577, 13896446.258, 28, 3, 3, 25, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.696822+00'),
	(13, '1M_CAL', '2026-02-04 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-04 09:00:00+00', 14.3796, 14.8154, 12.9056, 13.3047, 4056.0624000000003, 13304715.9902, 28, 4, 4, 24, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.696822+00'),
	(13, '1M_CAL', '2026-02-05 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-05 09:00:00+00', 14.3796, 14.8154, 12.3032, 12.6837, 5068.7461, 12683668.3024, 28, 5, 5, 23, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.696822+00'),
	(11, '1M_CAL', '2026-02-01 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-01 09:00:00+00', 10.8055, 11.1329, 10.5872, 10.9146, 1010.9146, 10914611.6637, 28, 1, 1, 27, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.697661+00'),
	(11, '1M_CAL', '2026-02-02 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-02 09:00:00+00', 10.8055, 11.1329, 9.5502, 9.8456, 2020.7602, 9845597.2379, 28, 2, 2, 26, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.697661+00'),
	(11, '1M_CAL', '2026-02-03 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-03 05:00:00+00', '2026-02-02 09:00:00+00', 10.8055, 11.2967, 9.5502, 11.0752, 3031.8354, 11075182.255, 28, 3, 3, 25, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.697661+00'),
	(11, '1M_CAL', '2026-02-04 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-02 09:00:00+00', 10.8055, 12.5363, 9.5502, 12.2905, 4044.1259, 12290498.234, 28, 4, 4, 24, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.697661+00'),
	(11, '1M_CAL', '2026-02-05 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-02 09:00:00+00', 10.8055, 12.5363, 9.5502, 10.9361, 5055.062, 10936060.9119, 28, 5, 5, 23, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.697661+00'),
	(11, '1M_CAL', '2026-02-06 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-06 09:00:00+00', 10.8055, 12.5363, 9.5492, 9.8445, 6064.9065, 9844495.6617, 28, 6, 6, 22, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.697661+00'),
	(11, '1M_CAL', '2026-02-07 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-06 09:00:00+00', 10.8055, 12.5363, 9.5492, 11.0534, 7075.9599, 11053449.1963, 28, 7, 7, 21, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.697661+00'),
	(11, '1M_CAL', '2026-02-08 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-08 05:00:00+00', '2026-02-06 09:00:00+00', 10.8055, 12.5375, 9.5492, 12.2917, 8088.2516, 12291659.8033, 28, 8, 8, 20, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.697661+00'),
	(12, '1M_CAL', '2026-02-01 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 11.3198, 10.7649, 11.0978, 1011.0978, 11097799.5264, 28, 1, 1, 27, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.705944+00'),
	(12, '1M_CAL', '2026-02-02 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-02 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 11.9547, 10.7649, 11.7203, 2022.8181, 11720341.5863, 28, 2, 2, 26, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.705944+00'),
	(12, '1M_CAL', '2026-02-03 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-03 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 12.7187, 10.7649, 12.4693, 3035.2874, 12469293.2633, 28, 3, 3, 25, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.705944+00'),
	(12, '1M_CAL', '2026-02-04 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 13.3703, 10.7649, 13.1081, 4048.3955, 13108120.8814, 28, 4, 4, 24, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.705944+00'),
	(12, '1M_CAL', '2026-02-05 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 13.6729, 10.7649, 13.4048, 5061.8003, 13404782.2761, 28, 5, 5, 23, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.705944+00'),
	(12, '1M_CAL', '2026-02-06 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 13.6729, 10.7649, 13.2423, 6075.0426, 13242334.3969, 28, 6, 6, 22, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.705944+00'),
	(12, '1M_CAL', '2026-02-07 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 13.6729, 10.7649, 12.6855, 7087.7281, 12685525.1117, 28, 7, 7, 21, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.705944+00'),
	(12, '1M_CAL', '2026-02-08 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 13.6729, 10.7649, 11.9431, 8099.671200000001, 11943114.9857, 28, 8, 8, 20, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.705944+00'),
	(13, '1M_CAL', '2026-02-06 23:59:59.999+00', 1, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-06 09:00:00+00', 14.3796, 14.8154, 11.7825, 12.1469, 6080.893, 12146873.2737, 28, 6, 6, 22, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:52.709344+00');
INSERT INTO cmc_price_bars_multi_tf_cal_iso_state VALUES
	(11, '4d69c5eeac76fa94d09d1b59655d7164', 'bars 1 in UTC', '{1M_CAL}', '2026-02-08 23:59:59.999+00', 8, '2026-11-24 16:32:52.697661+00'),
	(12, '9ed2fec3f04e01c0ccb8cd3c7f86981d', 'bars 1 in UTC', '{1M_CAL}', '2026-02-08 23:59:59.999+00', 8, '2026-11-24 16:32:52.705944+00'),
	(13, '2d45a3c4e23b27ad21a8309d1d3dfaf9', 'bars 1 in UTC', '{1M_CAL}', '2026-02-06 23:59:59.999+00', 6, '2026-11-24 16:32:52.709344+00');
INSERT INTO cmc_price_bars_multi_tf_cal_us VALUES
	(11, '1W_CAL_US', '2026-01-11 23:59:59.999+00', 1, '2026-01-11 00:00:00+00', '2026-01-11 05:00:00+00', '2026-01-11 09:00:00+00', 12.1518, 12.5201, 11.9064, 12.2746, 1012.2746, 12274588.9735, 7, 1, 1, 6, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.927202+00'),
	(11, '1W_CAL_US', '2026-01-12 23:59:59.999+00', 1, '2026-01-11 00:00:00+00', '2026-01-11 05:00:00+00', '2026-01-12 09:00:00+00', 12.1518, 12.5201, 10.4843, 10.8085, 2023.0830999999998, 10808523.4047, 7, 2, 2, 5, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.927202+00'),
	(11, '1W_CAL_US', '2026-01-13 23:59:59.999+00', 1, '2026-01-11 00:00:00+00', '2026-01-11 05:00:00+00', '2026-01-13 09:00:00+00', 12.1518, 12.5201, 9.5605, 9.8562, 3032.9393, 9856231.7946, 7, 3, 3, 4, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.927202+00'),
	(11, '1W_CAL_US', '2026-01-14 23:59:59.999+00', 1, '2026-01-11 00:00:00+00', '2026-01-11 05:00:00+00', '2026-01-13 09:00:00+00', 12.1518, 12.5201, 9.5605, 11.184, 4044.1233, 11183994.7033, 7, 4, 4, 3, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.927202+00'),
	(11, '1W_CAL_US', '2026-01-15 23:59:59.999+00', 1, '2026-01-11 00:00:00+00', '2026-01-15 05:00:00+00', '2026-01-13 09:00:00+00', 12.1518, 12.5239, 9.5605, 12.2783, 5056.4016, 12278299.6949, 7, 5, 5, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.927202+00'),
	(11, '1W_CAL_US', '2026-01-16 23:59:59.999+00', 1, '2026-01-11 00:00:00+00', '2026-01-15 05:00:00+00', '2026-01-13 09:00:00+00', 12.1518, 12.5239, 9.5605, 10.8296, 6067.2312, 10829565.4988, 7, 6, 6, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.927202+00'),
	(11, '1W_CAL_US', '2026-01-17 23:59:59.999+00', 1, '2026-01-11 00:00:00+00', '2026-01-15 05:00:00+00', '2026-01-17 09:00:00+00', 12.1518, 12.5239, 9.5578, 9.8534, 7077.0846, 9853422.6925, 7, 7, 7, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:47.927202+00'),
	(11, '1W_CAL_US', '2026-01-18 23:59:59.999+00', 2, '2026-01-18 00:00:00+00', '2026-01-18 05:00:00+00', '2026-01-18 09:00:00+00', 11.0506, 11.3855, 10.8274, 11.1622, 1011.1622, 11162235.7819, 7, 1, 1, 6, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.927202+00'),
	(11, '1W_CAL_US', '2026-01-19 23:59:59.999+00', 2, '2026-01-18 00:00:00+00', '2026-01-19 05:00:00+00', '2026-01-18 09:00:00+00', 11.0506, 12.5272, 10.8274, 12.2816, 2023.4438, 12281588.3967, 7, 2, 2, 5, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.927202+00'),
	(11, '1W_CAL_US', '2026-01-21 23:59:59.999+00', 2, '2026-01-18 00:00:00+00', '2026-01-19 05:00:00+00', '2026-01-21 09:00:00+00', 11.0506, 12.5272, 9.5554, 9.851, 3033.2948, 9850954.204, 7, 4, 3, 3, 1, 0, 1, '2026-01-20', '2026-01-20', true, false, true, '2026-11-24 16:32:47.927202+00'),
	(11, '1W_CAL_US', '2026-01-22 23:59:59.999+00', 2, '2026-01-18 00:00:00+00', '2026-01-19 05:00:00+00', '2026-01-21 09:00:00+00', 11.0506, 12.5272, 9.5554, 11.1405, 4044.4353, 11140468.0781, 7, 5, 4, 2, 1, 0, 1, '2026-01-20', '2026-01-20', true, false, true, '2026-11-24 16:32:47.927202+00'),
	(11, '1W_CAL_US', '2026-01-23 23:59:59.999+00', 2, '2026-01-18 00:00:00+00', '2026-01-23 05:00:00+00', '2026-01-21 09:00:00+00', 11.0506, 12.5301, 9.5554, 12.2845, 5056.7198, 12284453.708, 7, 6, 5, 1, 1, 0, 1, '2026-01-20', '2026-01-20', true, false, true, '2026-11-24 16:32:47.927202+00'),
	(11, '1W_CAL_US', '2026-01-24 23:59:59.999+00', 2, '2026-01-18 00:00:00+00', '2026-01-23 05:00:00+00', '2026-01-21 09:00:00+00', 11.0506, 12.5301, 9.5554, 10.8719, 6067.5917, 10871925.625, 7, 7, 6, 0, 1, 0, 1, '2026-01-20', '2026-01-20', true, false, false, '2026-11-24 16:32:47.927202+00'),
	(11, '1W_CAL_US', '2026-01-25 23:59:59.999+00', 3, '2026-01-25 00:00:00+00', '2026-01-25 05:00:00+00', '2026-01-25 09:00:00+00', 9.7503, 10.0458, 9.5534, 9.8488, 1009.8488, 9848826.8469, 7, 1, 1, 6, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.927202+00'),
	(11, '1W_CAL_US', '2026-01-26 23:59:59.999+00', 3, '2026-01-25 00:00:00+00', '2026-01-26 05:00:00+00', '2026-01-25 09:00:00+00', 9.7503, 11.3411, 9.5534, 11.1187, 2020.9675, 11118698.6103, 7, 2, 2, 5, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.927202+00'),
	(13, '1W_CAL_US', '2026-01-25 23:59:59.999+00', 1, '2026-01-25 00:00:00+00', '2026-01-25 05:00:00+00', '2026-01-25 09:00:00+00', 11.5342, 11.8837, 11.3012, 11.6507, 1011.6507, 11650699.1217, 7, 1, 1, 6, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.93622+00'),
	(13, '1W_CAL_US', '2026-01-26 23:59:59.999+00', 1, '2026-01-25 00:00:00+00', '2026-01-26 05:00:00+00', '2026-01-25 09:00:00+00', 11.5342, 12.0978, 11.3012, 11.8606, 2023.5113000000001, 11860624.9551, 7, 2, 2, 5, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.93622+00'),
	(13, '1W_CAL_US', '2026-01-27 23:59:59.999+00', 1, '2026-01-25 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-25 09:00:00+00', 11.5342, 12.5267, 11.3012, 12.2811, 3035.7924000000003, 12281092.9662, 7, 3, 3, 4, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.93622+00'),
	(13, '1W_CAL_US', '2026-01-28 23:59:59.999+00', 1, '2026-01-25 00:00:00+00', '2026-01-28 05:00:00+00', '2026-01-25 09:00:00+00', 11.5342, 13.1081, 11.3012, 12.8511, 4048.6435, 12851084.1059, 7, 4, 4, 3, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.93622+00'),
	(13, '1W_CAL_US', '2026-01-29 23:59:59.999+00', 1, '2026-01-25 00:00:00+00', '2026-01-29 05:00:00+00', '2026-01-25 09:00:00+00', 11.5342, 13.7458, 11.3012, 13.4762, 5062.1197, 13476239.1359, 7, 5, 5, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.93622+00'),
	(13, '1W_CAL_US', '2026-01-30 23:59:59.999+00', 1, '2026-01-25 00:00:00+00', '2026-01-30 05:00:00+00', '2026-01-25 09:00:00+00', 11.5342, 14.3188, 11.3012, 14.038, 6076.1577, 14038001.9328, 7, 6, 6, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.93622+00'),
	(13, '1W_CAL_US', '2026-01-31 23:59:59.999+00', 1, '2026-01-25 00:00:00+00', '2026-01-31 05:00:00+00', '2026-01-25 09:00:00+00', 11.5342, 14.7051, 11.3012, 14.4167, 7090.5743999999995, 14416717.0858, 7, 7, 7, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:47.93622+00'),
	(13, '1W_CAL_US', '2026-02-01 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-01 09:00:00+00', 14.3796, 14.8154, 14.0891, 14.5249, 1014.5249, 14524858.5976, 7, 1, 1, 6, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.93622+00'),
	(13, '1W_CAL_US', '2026-02-02 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-02 09:00:00+00', 14.3796, 14.8154, 13.9063, 14.3364, 2028.8613, 14336433.999, 7, 2, 2, 5, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.93622+00'),
	(13, '1W_CAL_US', '2026-02-03 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-03 09:00:00+00', 14.3796, 14.8154, 13.4796, 13.8964, 3042.7577, 13896446.258, 7, 3, 3, 4, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.93622+00'),
	(13, '1W_CAL_US', '2026-02-04 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-04 09:00:00+00', 14.3796, 14.8154, 12.9056, 13.3047, 4056.0624000000003, 13304715.9902, 7, 4, 4, 3, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.93622+00'),
	(13, '1W_CAL_US', '2026-02-05 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-05 09:00:00+00', 14.3796, 14.8154, 12.3032, 12.6837, 5068.7461, 12683668.3024, 7, 5, 5, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:47.93622+00'),
	(11, '1W_CAL_US', '2026-01-27 23:59:59.999+00', 3, '2026-01-25 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-25 09:00:00+00', 9.7503, 12.658, 9.5534, 12.4098, 3033.3773, 12409763.3784, 7, 3, 3, 4, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.114975+00'),
	(11, '1W_CAL_US', '2026-01-28 23:59:59.999+00', 3, '2026-01-25 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-25 09:00:00+00', 9.7503, 12.658, 9.5534, 10.8932, 4044.2705, 10893231.0875, 7, 4, 4, 3, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.114975+00'),
	(11, '1W_CAL_US', '2026-01-29 23:59:59.999+00', 3, '2026-01-25 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-29 09:00:00+00', 9.7503, 12.658, 9.5516, 9.847, 5054.1175, 9847041.0669, 7, 5, 5, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.114975+00'),
	(11, '1W_CAL_US', '2026-01-30 23:59:59.999+00', 3, '2026-01-25 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-29 09:00:00+00', 9.7503, 12.658, 9.5516, 11.0969, 6065.214400000001, 11096934.3571, 7, 6, 6, 1, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:53.114975+00'),
	(11, '1W_CAL_US', '2026-02-01 23:59:59.999+00', 4, '2026-01-31 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-01 09:00:00+00', 10.8055, 11.1329, 10.5872, 10.9146, 1010.9146, 10914611.6637, 7, 1, 1, 6, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.114975+00'),
	(11, '1W_CAL_US', '2026-02-02 23:59:59.999+00', 4, '2026-01-31 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-02 09:00:00+00', 10.8055, 11.1329, 9.5502, 9.8456, 2020.7602, 9845597.2379, 7, 2, 2, 5, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.114975+00'),
	(11, '1W_CAL_US', '2026-02-03 23:59:59.999+00', 4, '2026-01-31 00:00:00+00', '2026-02-03 05:00:00+00', '2026-02-02 09:00:00+00', 10.8055, 11.2967, 9.5502, 11.0752, 3031.8354, 11075182.255, 7, 3, 3, 4, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.114975+00'),
	(11, '1W_CAL_US', '2026-02-04 23:59:59.999+00', 4, '2026-01-31 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-02 09:00:00+00', 10.8055, 12.5363, 9.5502, 12.2905, 4044.1259, 12290498.234, 7, 4, 4, 3, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.114975+00'),
	(11, '1W_CAL_US', '2026-02-05 23:59:59.999+00', 4, '2026-01-31 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-02 09:00:00+00', 10.8055, 12.5363, 9.5502, 10.9361, 5055.062, 10936060.9119, 7, 5, 5, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.114975+00'),
	(11, '1W_CAL_US', '2026-02-06 23:59:59.999+00', 4, '2026-01-31 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-06 09:00:00+00', 10.8055, 12.5363, 9.5492, 9.8445, 6064.9065, 9844495.6617, 7, 6, 6, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.114975+00'),
	(11, '1W_CAL_US', '2026-02-07 23:59:59.999+00', 4, '2026-01-31 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-06 09:00:00+00', 10.8055, 12.5363, 9.5492, 11.0534, 7075.9599, 11053449.1963, 7, 7, 7, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:53.114975+00'),
	(11, '1W_CAL_US', '2026-02-08 23:59:59.999+00', 5, '2026-02-08 00:00:00+00', '2026-02-08 05:00:00+00', '2026-02-08 09:00:00+00', 12.1687, 12.5375, 11.9229, 12.2917, 1012.2917, 12291659.8033, 7, 1, 1, 6, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.114975+00'),
	(12, '1W_CAL_US', '2026-01-27 23:59:59.999+00', 1, '2026-01-27 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-27 09:00:00+00', 12.4937, 12.8723, 12.2413, 12.6199, 1012.6199, 12619904.2582, 7, 3, 1, 4, 2, 2, 0, '2026-01-25', '2026-01-26', true, false, true, '2026-11-24 16:32:53.123489+00'),
	(12, '1W_CAL_US', '2026-01-28 23:59:59.999+00', 1, '2026-01-27 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-28 09:00:00+00', 12.4937, 12.8723, 11.5168, 11.873, 2024.4929000000002, 11873023.33, 7, 4, 2, 3, 2, 2, 0, '2026-01-25', '2026-01-26', true, false, true, '2026-11-24 16:32:53.123489+00'),
	(12, '1W_CAL_US', '2026-01-29 23:59:59.999+00', 1, '2026-01-27 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-29 09:00:00+00', 12.4937, 12.8723, 10.8713, 11.2075, 3035.7004, 11207515.5007, 7, 5, 3, 2, 2, 2, 0, '2026-01-25', '2026-01-26', true, false, true, '2026-11-24 16:32:53.123489+00'),
	(12, '1W_CAL_US', '2026-01-30 23:59:59.999+00', 1, '2026-01-27 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-30 09:00:00+00', 12.4937, 12.8723, 10.4832, 10.8075, 4046.5079, 10807460.9249, 7, 6, 4, 1, 2, 2, 0, '2026-01-25', '2026-01-26', true, false, true, '2026-11-24 16:32:53.123489+00'),
	(12, '1W_CAL_US', '2026-01-31 23:59:59.999+00', 1, '2026-01-27 00:00:00+00', '2026-01-27 05:00:00+00', '2026-01-31 09:00:00+00', 12.4937, 12.8723, 10.4449, 10.768, 5057.275900000001, 10767975.026, 7, 7, 5, 0, 2, 2, 0, '2026-01-25', '2026-01-26', true, false, false, '2026-11-24 16:32:53.123489+00'),
	(12, '1W_CAL_US', '2026-02-01 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 11.3198, 10.7649, 11.0978, 1011.0978, 11097799.5264, 7, 1, 1, 6, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.123489+00'),
	(12, '1W_CAL_US', '2026-02-02 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-02 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 11.9547, 10.7649, 11.7203, 2022.8181, 11720341.5863, 7, 2, 2, 5, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.123489+00'),
	(12, '1W_CAL_US', '2026-02-03 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-03 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 12.7187, 10.7649, 12.4693, 3035.2874, 12469293.2633, 7, 3, 3, 4, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.123489+00'),
	(12, '1W_CAL_US', '2026-02-04 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-04 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 13.3703, 10.7649, 13.1081, 4048.3955, 13108120.8814, 7, 4, 4, 3, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.123489+00'),
	(12, '1W_CAL_US', '2026-02-05 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 13.6729, 10.7649, 13.4048, 5061.8003, 13404782.2761, 7, 5, 5, 2, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.123489+00'),
	(12, '1W_CAL_US', '2026-02-06 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 13.6729, 10.7649, 13.2423, 6075.0426, 13242334.3969, 7, 6, 6, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.123489+00'),
	(12, '1W_CAL_US', '2026-02-07 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-05 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 13.6729, 10.7649, 12.6855, 7087.7281, 12685525.1117, 7, 7, 7, 0, 0, 0, 0, NULL, NULL, false, false, false, '2026-11-24 16:32:53.123489+00'),
	(12, '1W_CAL_US', '2026-02-08 23:59:59.999+00', 3, '2026-02-08 00:00:00+00', '2026-02-08 05:00:00+00', '2026-02-08 09:00:00+00', 11.8237, 12.182, 11.5848, 11.9431, 1011.9431, 11943114.9857, 7, 1, 1, 6, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.123489+00'),
	(13, '1W_CAL_US', '2026-02-06 23:59:59.999+00', 2, '2026-02-01 00:00:00+00', '2026-02-01 05:00:00+00', '2026-02-06 09:00:00+00', 14.3796, 14.8154, 11.7825, 12.1469, 6080.893, 12146873.2737, 7, 6, 6, 1, 0, 0, 0, NULL, NULL, false, false, true, '2026-11-24 16:32:53.126443+00');
INSERT INTO cmc_price_bars_multi_tf_cal_us_state VALUES
	(11, '4d69c5eeac76fa94d09d1b59655d7164', 'bars 1 in UTC', '{1W_CAL_US}', '2026-02-08 23:59:59.999+00', 27, '2026-11-24 16:32:53.114975+00'),
	(12, '9ed2fec3f04e01c0ccb8cd3c7f86981d', 'bars 1 in UTC', '{1W_CAL_US}', '2026-02-08 23:59:59.999+00', 13, '2026-11-24 16:32:53.123489+00'),
	(13, '2d45a3c4e23b27ad21a8309d1d3dfaf9', 'bars 1 in UTC', '{1W_CAL_US}', '2026-02-06 23:59:59.999+00', 13, '2026-11-24 16:32:53.126443+00');
INSERT INTO cmc_price_bars_multi_tf_state VALUES
	(11, '4d69c5eeac76fa94d09d1b59655d7164', 'bars 1 in UTC', '{3D}', '2026-02-08 23:59:59.999+00', 32, '2026-11-24 16:32:52.712769+00'),
	(12, '9ed2fec3f04e01c0ccb8cd3c7f86981d', 'bars 1 in UTC', '{3D}', '2026-02-08 23:59:59.999+00', 18, '2026-11-24 16:32:52.719805+00'),
	(13, '2d45a3c4e23b27ad21a8309d1d3dfaf9', 'bars 1 in UTC', '{3D}', '2026-02-06 23:59:59.999+00', 14, '2026-11-24 16:32:52.722603+00');
INSERT INTO cmc_price_histories7 VALUES
	(11, '2026-01-05 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-05 00:00:00+00', '2026-01-05 23:59:59.999+00', '2026-01-05 05:00:00+00', '2026-01-05 09:00:00+00', 9.7642, 10.0601, 9.567, 9.8629, 1009.8629, 9862869.4083),
	(11, '2026-01-06 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-06 00:00:00+00', '2026-01-06 23:59:59.999+00', '2026-01-06 05:00:00+00', '2026-01-06 09:00:00+00', 11.1152, 11.452, 10.8906, 11.2275, 1011.2275, 11227457.9409),
	(11, '2026-01-07 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-07 00:00:00+00', '2026-01-07 23:59:59.999+00', '2026-01-07 05:00:00+00', '2026-01-07 09:00:00+00', 12.1478, 12.5159, 11.9023, 12.2705, 1012.2705, 12270457.778),
	(11, '2026-01-08 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-08 00:00:00+00', '2026-01-08 23:59:59.999+00', '2026-01-08 05:00:00+00', '2026-01-08 09:00:00+00', 10.6797, 11.0033, 10.464, 10.7876, 1010.7876, 10787581.5605),
	(11, '2026-01-09 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-09 00:00:00+00', '2026-01-09 23:59:59.999+00', '2026-01-09 05:00:00+00', '2026-01-09 09:00:00+00', 9.7608, 10.0566, 9.5636, 9.8594, 1009.8594, 9859380.9205),
	(11, '2026-01-11 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-11 00:00:00+00', '2026-01-11 23:59:59.999+00', '2026-01-11 05:00:00+00', '2026-01-11 09:00:00+00', 12.1518, 12.5201, 11.9064, 12.2746, 1012.2746, 12274588.9735),
	(11, '2026-01-12 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-12 00:00:00+00', '2026-01-12 23:59:59.999+00', '2026-01-12 05:00:00+00', '2026-01-12 09:00:00+00', 10.7004, 11.0247, 10.4843, 10.8085, 1010.8085, 10808523.4047),
	(11, '2026-01-13 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-13 00:00:00+00', '2026-01-13 23:59:59.999+00', '2026-01-13 05:00:00+00', '2026-01-13 09:00:00+00', 9.7577, 10.0534, 9.5605, 9.8562, 1009.8562, 9856231.7946),
	(11, '2026-01-14 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-14 00:00:00+00', '2026-01-14 23:59:59.999+00', '2026-01-14 05:00:00+00', '2026-01-14 09:00:00+00', 11.0722, 11.4077, 10.8485, 11.184, 1011.184, 11183994.7033),
	(11, '2026-01-15 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-15 00:00:00+00', '2026-01-15 23:59:59.999+00', '2026-01-15 05:00:00+00', '2026-01-15 09:00:00+00', 12.1555, 12.5239, 11.91, 12.2783, 1012.2783, 12278299.6949),
	(11, '2026-01-16 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-16 00:00:00+00', '2026-01-16 23:59:59.999+00', '2026-01-16 05:00:00+00', '2026-01-16 09:00:00+00', 10.7213, 11.0462, 10.5047, 10.8296, 1010.8296, 10829565.4988),
	(11, '2026-01-17 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-17 00:00:00+00', '2026-01-17 23:59:59.999+00', '2026-01-17 05:00:00+00', '2026-01-17 09:00:00+00', 9.7549, 10.0505, 9.5578, 9.8534, 1009.8534, 9853422.6925),
	(11, '2026-01-18 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-18 00:00:00+00', '2026-01-18 23:59:59.999+00', '2026-01-18 05:00:00+00', '2026-01-18 09:00:00+00', 11.0506, 11.3855, 10.8274, 11.1622, 1011.1622, 11162235.7819),
	(11, '2026-01-19 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-19 00:00:00+00', '2026-01-19 23:59:59.999+00', '2026-01-19 05:00:00+00', '2026-01-19 09:00:00+00', 12.1588, 12.5272, 11.9131, 12.2816, 1012.2816, 12281588.3967),
	(11, '2026-01-21 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-21 00:00:00+00', '2026-01-21 23:59:59.999+00', '2026-01-21 05:00:00+00', '2026-01-21 09:00:00+00', 9.7524, 10.048, 9.5554, 9.851, 1009.851, 9850954.204),
	(11, '2026-01-22 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-22 00:00:00+00', '2026-01-22 23:59:59.999+00', '2026-01-22 05:00:00+00', '2026-01-22 09:00:00+00', 11.0291, 11.3633, 10.8063, 11.1405, 1011.1405, 11140468.0781),
	(11, '2026-01-23 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-23 00:00:00+00', '2026-01-23 23:59:59.999+00', '2026-01-23 05:00:00+00', '2026-01-23 09:00:00+00', 12.1616, 12.5301, 11.9159, 12.2845, 1012.2845, 12284453.708),
	(11, '2026-01-24 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-24 00:00:00+00', '2026-01-24 23:59:59.999+00', '2026-01-24 05:00:00+00', '2026-01-24 09:00:00+00', 10.7632, 11.0894, 10.5458, 10.8719, 1010.8719, 10871925.625),
	(11, '2026-01-25 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-25 00:00:00+00', '2026-01-25 23:59:59.999+00', '2026-01-25 05:00:00+00', '2026-01-25 09:00:00+00', 9.7503, 10.0458, 9.5534, 9.8488, 1009.8488, 9848826.8469),
	(11, '2026-01-26 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-26 00:00:00+00', '2026-01-26 23:59:59.999+00', '2026-01-26 05:00:00+00', '2026-01-26 09:00:00+00', 11.0075, 11.3411, 10.7851, 11.1187, 1011.1187, 11118698.6103),
	(11, '2026-01-28 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-28 00:00:00+00', '2026-01-28 23:59:59.999+00', '2026-01-28 05:00:00+00', '2026-01-28 09:00:00+00', 10.7843, 11.1111, 10.5664, 10.8932, 1010.8932, 10893231.0875),
	(11, '2026-01-29 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-29 00:00:00+00', '2026-01-29 23:59:59.999+00', '2026-01-29 05:00:00+00', '2026-01-29 09:00:00+00', 9.7486, 10.044, 9.5516, 9.847, 1009.847, 9847041.0669),
	(11, '2026-01-30 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-30 00:00:00+00', '2026-01-30 23:59:59.999+00', '2026-01-30 05:00:00+00', '2026-01-30 09:00:00+00', 10.986, 11.3189, 10.764, 11.0969, 1011.0969, 11096934.3571),
	(11, '2026-02-01 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-02-01 00:00:00+00', '2026-02-01 23:59:59.999+00', '2026-02-01 05:00:00+00', '2026-02-01 09:00:00+00', 10.8055, 11.1329, 10.5872, 10.9146, 1010.9146, 10914611.6637),
	(11, '2026-02-02 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-02-02 00:00:00+00', '2026-02-02 23:59:59.999+00', '2026-02-02 05:00:00+00', '2026-02-02 09:00:00+00', 9.7471, 10.0425, 9.5502, 9.8456, 1009.8456, 9845597.2379),
	(11, '2026-02-03 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-02-03 00:00:00+00', '2026-02-03 23:59:59.999+00', '2026-02-03 05:00:00+00', '2026-02-03 09:00:00+00', 10.9644, 11.2967, 10.7429, 11.0752, 1011.0752, 11075182.255),
	(11, '2026-02-04 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-02-04 00:00:00+00', '2026-02-04 23:59:59.999+00', '2026-02-04 05:00:00+00', '2026-02-04 09:00:00+00', 12.1676, 12.5363, 11.9218, 12.2905, 1012.2905, 12290498.234),
	(11, '2026-02-05 23:59:59.999+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-02-05 00:00:00+00', '2026-02-05 23:59:59.999+00', '2026-02-05 05:00:00+00', '2026-02-05 09:00:00+00', 10.8267, 11.1548, 10.608, 10.9361, 1010.9361, 10936060.9119),
	(12, '2026-01-20 23:59:59.999+00', '2781', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-20 00:00:00+00', '2026-01-20 23:59:59.999+00', '2026-01-20 05:00:00+00', '2026-01-20 09:00:00+00', 10.6759, 10.9994, 10.4602, 10.7838, 1010.7838, 10783751.6596),
	(12, '2026-01-21 23:59:59.999+00', '2781', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-21 00:00:00+00', '2026-01-21 23:59:59.999+00', '2026-01-21 05:00:00+00', '2026-01-21 09:00:00+00', 11.0342, 11.3686, 10.8113, 11.1456, 1011.1456, 11145649.1847),
	(12, '2026-01-22 23:59:59.999+00', '2781', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-22 00:00:00+00', '2026-01-22 23:59:59.999+00', '2026-01-22 05:00:00+00', '2026-01-22 09:00:00+00', 11.6706, 12.0243, 11.4348, 11.7885, 1011.7885, 11788482.4977),
	(12, '2026-01-23 23:59:59.999+00', '2781', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-23 00:00:00+00', '2026-01-23 23:59:59.999+00', '2026-01-23 05:00:00+00', '2026-01-23 09:00:00+00', 12.4125, 12.7886, 12.1617, 12.5378, 1012.5378, 12537829.9626),
	(12, '2026-01-24 23:59:59.999+00', '2781', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-24 00:00:00+00', '2026-01-24 23:59:59.999+00', '2026-01-24 05:00:00+00', '2026-01-24 09:00:00+00', 13.0219, 13.4165, 12.7589, 13.1535, 1013.1535, 13153473.503),
	(12, '2026-01-27 23:59:59.999+00', '2781', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-27 00:00:00+00', '2026-01-27 23:59:59.999+00', '2026-01-27 05:00:00+00', '2026-01-27 09:00:00+00', 12.4937, 12.8723, 12.2413, 12.6199, 1012.6199, 12619904.2582),
	(12, '2026-01-28 23:59:59.999+00', '2781', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-28 00:00:00+00', '2026-01-28 23:59:59.999+00', '2026-01-28 05:00:00+00', '2026-01-28 09:00:00+00', 11.7543, 12.1105, 11.5168, 11.873, 1011.873, 11873023.33),
	(12, '2026-01-29 23:59:59.999+00', '2781', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-29 00:00:00+00', '2026-01-29 23:59:59.999+00', '2026-01-29 05:00:00+00', '2026-01-29 09:00:00+00', 11.0954, 11.4317, 10.8713, 11.2075, 1011.2075, 11207515.5007),
	(12, '2026-01-30 23:59:59.999+00', '2781', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-30 00:00:00+00', '2026-01-30 23:59:59.999+00', '2026-01-30 05:00:00+00', '2026-01-30 09:00:00+00', 10.6994, 11.0236, 10.4832, 10.8075, 1010.8075, 10807460.9249),
	(12, '2026-01-31 23:59:59.999+00', '2781', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-31 00:00:00+00', '2026-01-31 23:59:59.999+00', '2026-01-31 05:00:00+00', '2026-01-31 09:00:00+00', 10.6603, 10.9833, 10.4449, 10.768, 1010.768, 10767975.026),
	(12, '2026-02-01 23:59:59.999+00', '2781', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-02-01 00:00:00+00', '2026-02-01 23:59:59.999+00', '2026-02-01 05:00:00+00', '2026-02-01 09:00:00+00', 10.9868, 11.3198, 10.7649, 11.0978, 1011.0978, 11097799.5264),
	(12, '2026-02-02 23:59:59.999+00', '2781', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-02-02 00:00:00+00', '2026-02-02 23:59:59.999+00', '2026-02-02 05:00:00+00', '2026-02-02 09:00:00+00', 11.6031, 11.9547, 11.3687, 11.7203, 1011.7203, 11720341.5863),
	(12, '2026-02-03 23:59:59.999+00', '2781', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-02-03 00:00:00+00', '2026-02-03 23:59:59.999+00', '2026-02-03 05:00:00+00', '2026-02-03 09:00:00+00', 12.3446, 12.7187, 12.0952, 12.4693, 1012.4693, 12469293.2633),
	(12, '2026-02-04 23:59:59.999+00', '2781', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-02-04 00:00:00+00', '2026-02-04 23:59:59.999+00', '2026-02-04 05:00:00+00', '2026-02-04 09:00:00+00', 12.977, 13.3703, 12.7149, 13.1081, 1013.1081, 13108120.8814),
	(12, '2026-02-05 23:59:59.999+00', '2781', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-02-05 00:00:00+00', '2026-02-05 23:59:59.999+00', '2026-02-05 05:00:00+00', '2026-02-05 09:00:00+00', 13.2707, 13.6729, 13.0026, 13.4048, 1013.4048, 13404782.2761),
	(13, '2026-01-24 23:59:59.999+00', '2781', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-24 00:00:00+00', '2026-01-24 23:59:59.999+00', '2026-01-24 05:00:00+00', '2026-01-24 09:00:00+00', 11.5622, 11.9126, 11.3286, 11.679, 1011.679, 11679005.6458),
	(13, '2026-01-25 23:59:59.999+00', '2781', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-25 00:00:00+00', '2026-01-25 23:59:59.999+00', '2026-01-25 05:00:00+00', '2026-01-25 09:00:00+00', 11.5342, 11.8837, 11.3012, 11.6507, 1011.6507, 11650699.1217),
	(13, '2026-01-26 23:59:59.999+00', '2781', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-26 00:00:00+00', '2026-01-26 23:59:59.999+00', '2026-01-26 05:00:00+00', '2026-01-26 09:00:00+00', 11.742, 12.0978, 11.5048, 11.8606, 1011.8606, 11860624.9551),
	(13, '2026-01-27 23:59:59.999+00', '2781', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-27 00:00:00+00', '2026-01-27 23:59:59.999+00', '2026-01-27 05:00:00+00', '2026-01-27 09:00:00+00', 12.1583, 12.5267, 11.9127, 12.2811, 1012.2811, 12281092.9662),
	(13, '2026-01-28 23:59:59.999+00', '2781', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-28 00:00:00+00', '2026-01-28 23:59:59.999+00', '2026-01-28 05:00:00+00', '2026-01-28 09:00:00+00', 12.7226, 13.1081, 12.4656, 12.8511, 1012.8511, 12851084.1059),
	(13, '2026-01-29 23:59:59.999+00', '2781', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-29 00:00:00+00', '2026-01-29 23:59:59.999+00', '2026-01-29 05:00:00+00', '2026-01-29 09:00:00+00', 13.3415, 13.7458, 13.072, 13.4762, 1013.4762, 13476239.1359),
	(13, '2026-01-30 23:59:59.999+00', '2781', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-30 00:00:00+00', '2026-01-30 23:59:59.999+00', '2026-01-30 05:00:00+00', '2026-01-30 09:00:00+00', 13.8976, 14.3188, 13.6169, 14.038, 1014.038, 14038001.9328),
	(13, '2026-01-31 23:59:59.999+00', '2781', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-31 00:00:00+00', '2026-01-31 23:59:59.999+00', '2026-01-31 05:00:00+00', '2026-01-31 09:00:00+00', 14.2725, 14.7051, 13.9842, 14.4167, 1014.4167, 14416717.0858),
	(13, '2026-02-01 23:59:59.999+00', '2781', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-02-01 00:00:00+00', '2026-02-01 23:59:59.999+00', '2026-02-01 05:00:00+00', '2026-02-01 09:00:00+00', 14.3796, 14.8154, 14.0891, 14.5249, 1014.5249, 14524858.5976),
	(13, '2026-02-02 23:59:59.999+00', '2781', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-02-02 00:00:00+00', '2026-02-02 23:59:59.999+00', '2026-02-02 05:00:00+00', '2026-02-02 09:00:00+00', 14.1931, 14.6232, 13.9063, 14.3364, 1014.3364, 14336433.999),
	(13, '2026-02-03 23:59:59.999+00', '2781', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-02-03 00:00:00+00', '2026-02-03 23:59:59.999+00', '2026-02-03 05:00:00+00', '2026-02-03 09:00:00+00', 13.7575, 14.1744, 13.4796, 13.8964, 1013.8964, 13896446.258),
	(13, '2026-02-04 23:59:59.999+00', '2781', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-02-04 00:00:00+00', '2026-02-04 23:59:59.999+00', '2026-02-04 05:00:00+00', '2026-02-04 09:00:00+00', 13.1717, 13.5708, 12.9056, 13.3047, 1013.3047, 13304715.9902),
	(13, '2026-02-05 23:59:59.999+00', '2781', 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-02-05 00:00:00+00', '2026-02-05 23:59:59.999+00', '2026-02-05 05:00:00+00', '2026-02-05 09:00:00+00', 12.5568, 12.9373, 12.3032, 12.6837, 1012.6837, 12683668.3024),
	(12, '2026-01-25 23:59:59.999+00', '2781', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-25 00:00:00+00', '2026-01-25 23:59:59.999+00', '2026-01-25 05:00:00+00', '2026-01-25 09:00:00+00', 13.2754, 13.6776, 13.0072, NULL, 1013.4094, 13409445.4449),
	(12, '2026-01-26 23:59:59.999+00', '2781', 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-27 00:59:59.999+00', '2026-01-26 23:59:59.999+00', '2026-01-26 05:00:00+00', '2026-01-26 09:00:00+00', 13.0724, 13.4685, 12.8083, 13.2044, 1013.2044, 13204424.1988),
	(11, '2026-01-27 23:59:59.999+00', '2781', 'Alder_1_26_2026-2_8_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:51.599367+00', '2026-01-27 00:00:00+00', '2026-01-27 23:59:59.999+00', '2026-01-27 05:00:00+00', '2026-01-27 09:00:00+00', 12.2857, 12.658, 12.0375, 12.4098, 1012.4098, 12409763.3784),
	(11, '2026-02-06 23:59:59.999+00', '2781', 'Alder_1_26_2026-2_8_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:51.599367+00', '2026-02-06 00:00:00+00', '2026-02-06 23:59:59.999+00', '2026-02-06 05:00:00+00', '2026-02-06 09:00:00+00', 9.7461, 10.0414, 9.5492, 9.8445, 1009.8445, 9844495.6617),
	(11, '2026-02-07 23:59:59.999+00', '2781', 'Alder_1_26_2026-2_8_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:51.599367+00', '2026-02-07 00:00:00+00', '2026-02-07 23:59:59.999+00', '2026-02-07 05:00:00+00', '2026-02-07 09:00:00+00', 10.9429, 11.2745, 10.7218, 11.0534, 1011.0534, 11053449.1963),
	(11, '2026-02-08 23:59:59.999+00', '2781', 'Alder_1_26_2026-2_8_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:51.599367+00', '2026-02-08 00:00:00+00', '2026-02-08 23:59:59.999+00', '2026-02-08 05:00:00+00', '2026-02-08 09:00:00+00', 12.1687, 12.5375, 11.9229, 12.2917, 1012.2917, 12291659.8033),
	(12, '2026-02-06 23:59:59.999+00', '2781', 'Birch_2_6_2026-2_8_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:51.599367+00', '2026-02-06 00:00:00+00', '2026-02-06 23:59:59.999+00', '2026-02-06 05:00:00+00', '2026-02-06 09:00:00+00', 13.1099, 13.5072, 12.8451, 13.2423, 1013.2423, 13242334.3969),
	(12, '2026-02-07 23:59:59.999+00', '2781', 'Birch_2_6_2026-2_8_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:51.599367+00', '2026-02-07 00:00:00+00', '2026-02-07 23:59:59.999+00', '2026-02-07 05:00:00+00', '2026-02-07 09:00:00+00', 12.5587, 12.9392, 12.305, 12.6855, 1012.6855, 12685525.1117),
	(12, '2026-02-08 23:59:59.999+00', '2781', 'Birch_2_6_2026-2_8_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:51.599367+00', '2026-02-08 00:00:00+00', '2026-02-08 23:59:59.999+00', '2026-02-08 05:00:00+00', '2026-02-08 09:00:00+00', 11.8237, 12.182, 11.5848, 11.9431, 1011.9431, 11943114.9857),
	(13, '2026-02-06 23:59:59.999+00', '2781', 'Cedar_2_6_2026-2_6_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:51.599367+00', '2026-02-06 00:00:00+00', '2026-02-06 23:59:59.999+00', '2026-02-06 05:00:00+00', '2026-02-06 09:00:00+00', 12.0254, 12.3898, 11.7825, 12.1469, 1012.1469, 12146873.2737);
INSERT INTO cmc_price_histories7_files VALUES
	('ee5546571b926ff90a9177821b3f26b7be33170f785025020ef518d5eda941ae', 11, 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-01-05 23:59:59.999+00', '2026-02-05 23:59:59.999+00', 29, '{2026-01-10,2026-01-20,2026-01-31}', '2026-11-24 16:32:46.654817+00'),
	('0599a7954555b9e16cdd025f73af959e8a43f6e24d252116417d28e5d0b0c60c', 12, 'Birch_1_20_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-01-20 23:59:59.999+00', '2026-02-05 23:59:59.999+00', 17, '{}', '2026-11-24 16:32:46.654817+00'),
	('b9b6e3b99ea8162a81c7699d10dc350993a3f2237a6a62526d704ef0a60efdf6', 13, 'Cedar_1_24_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-01-24 23:59:59.999+00', '2026-02-05 23:59:59.999+00', 13, '{}', '2026-11-24 16:32:46.654817+00'),
	('b8e24feb13e14e2239d93e3e80b6ff175c1ee54f59670f8875f7bebcf1446eff', 11, 'Alder_1_26_2026-2_8_2026_historical_data_coinmarketcap.csv', '2026-01-26 23:59:59.999+00', '2026-02-08 23:59:59.999+00', 13, '{2026-01-31}', '2026-11-24 16:32:51.599367+00'),
	('f58adafc1541ed7b17f8c3beed4be0a8a9e0a715cde7f4860774908408b51302', 12, 'Birch_2_6_2026-2_8_2026_historical_data_coinmarketcap.csv', '2026-02-06 23:59:59.999+00', '2026-02-08 23:59:59.999+00', 3, '{}', '2026-11-24 16:32:51.599367+00'),
	('46866aa9b6d8fb10dd759e80dbf9d0a5bc8ce7d63d57b49652efaccdc1bbb908', 13, 'Cedar_2_6_2026-2_6_2026_historical_data_coinmarketcap.csv', '2026-02-06 23:59:59.999+00', '2026-02-06 23:59:59.999+00', 1, '{}', '2026-11-24 16:32:51.599367+00');
INSERT INTO cmc_price_histories7_revisions VALUES
	(11, '2026-01-27 23:59:59.999+00', '2026-11-24 16:32:51.599367+00', '2781', 'Alder_1_5_2026-2_5_2026_historical_data_coinmarketcap.csv', '2026-11-24 16:32:46.654817+00', '2026-01-27 00:00:00+00', '2026-01-27 23:59:59.999+00', '2026-01-27 05:00:00+00', '2026-01-27 09:00:00+00', 12.164, 12.5326, 11.9183, 12.2869, 1012.2869, 12286894.4341);
INSERT INTO dim_timeframe VALUES
	('3D', '3 daily bars, rolling', 'D', 3, 3, 3, 3, 'rolling', NULL, false, true, 3),
	('1M_CAL', '1 month, calendar', 'M', 1, 30, 28, 31, 'calendar', NULL, false, true, 30),
	('1W_CAL_US', '1 US week, calendar', 'W', 1, 7, 7, 7, 'calendar', 'US', false, true, 7),
	('2W_CAL_ANCHOR_ISO', '2 ISO weeks, anchor', 'W', 2, 14, 14, 14, 'anchor', 'ISO', true, true, 14),
	('1M_CAL_ANCHOR', '1 month, anchor', 'M', 1, 30, 28, 31, 'anchor', NULL, true, true, 30),
	('1D', '1 daily bar, rolling', 'D', 1, 1, 1, 1, 'rolling', NULL, false, true, 1);
INSERT INTO freshbars_alerts VALUES
	('json 0123456789', 'stale 13', '2026-02-09 06:05:00+00', 'CED is stale', NULL);
INSERT INTO freshbars_runs VALUES
	('20261124T163246Z-21855', '2026-11-24 16:32:46.393431+00', '2026-11-24 16:32:49.795465+00', 'all', 'ok', '{"ok": true, "ids": null, "fresh": 3, "target": "all", "rejects": {}, "skipped": [], "failures": [], "families": [{"rows": 59, "rule": "ingest", "assets": 3, "family": "", "deleted": 0, "written": 59}, {"rows": 59, "rule": "bars_1d", "assets": 3, "family": "", "deleted": 0, "written": 59}, {"rows": 59, "rule": "bars", "assets": 3, "family": "multi_tf", "deleted": 0, "written": 59}, {"rows": 48, "rule": "bars", "assets": 3, "family": "cal_us", "deleted": 0, "written": 48}, {"rows": 15, "rule": "bars", "assets": 3, "family": "cal_iso", "deleted": 0, "written": 15}, {"rows": 59, "rule": "bars", "assets": 3, "family": "cal_anchor_us", "deleted": 0, "written": 59}, {"rows": 59, "rule": "bars", "assets": 3, "family": "cal_anchor_iso", "deleted": 0, "written": 59}, {"rows": 188, "rule": "emas", "assets": 3, "family": "multi_tf", "deleted": 0, "written": 188}, {"rows": 18, "rule": "emas", "assets": 3, "family": "cal_us", "deleted": 0, "written": 18}, {"rows": 0, "rule": "emas", "assets": 3, "family": "cal_iso", "deleted": 0, "written": 0}, {"rows": 0, "rule": "emas", "assets": 3, "family": "cal_anchor_us", "deleted": 0, "written": 0}, {"rows": 5, "rule": "emas", "assets": 3, "family": "cal_anchor_iso", "deleted": 0, "written": 5}, {"rows": 188, "rule": "emas", "assets": 3, "family": "v2", "deleted": 0, "written": 188}], "passed_over": [], "emas_behind_bars": [], "repaired_timelow": 0, "repaired_timehigh": 0}'),
	('20261124T163251Z-22067', '2026-11-24 16:32:51.376515+00', '2026-11-24 16:32:55.120856+00', 'all', 'ok', '{"ok": true, "ids": null, "fresh": 2, "target": "all", "rejects": {"null_open_or_close": 1, "time_open_after_time_close": 1}, "skipped": [{"id": 13, "reason": "its newest bar is 54.0 hours old, more than 48", "status": "stale", "symbol": "CED", "last_src_ts": "2026-02-06T23:59:59Z", "staleness_hours": 54.0}], "failures": [], "families": [{"rows": 66, "rule": "ingest", "assets": 3, "family": "", "deleted": 1, "written": 8}, {"rows": 64, "rule": "bars_1d", "assets": 3, "family": "", "deleted": 21, "written": 28}, {"rows": 64, "rule": "bars", "assets": 3, "family": "multi_tf", "deleted": 21, "written": 26}, {"rows": 53, "rule": "bars", "assets": 3, "family": "cal_us", "deleted": 21, "written": 26}, {"rows": 22, "rule": "bars", "assets": 3, "family": "cal_iso", "deleted": 10, "written": 17}, {"rows": 64, "rule": "bars", "assets": 3, "family": "cal_anchor_us", "deleted": 21, "written": 26}, {"rows": 64, "rule": "bars", "assets": 3, "family": "cal_anchor_iso", "deleted": 21, "written": 26}, {"rows": 204, "rule": "emas", "assets": 3, "family": "multi_tf", "deleted": 81, "written": 97}, {"rows": 26, "rule": "emas", "assets": 3, "family": "cal_us", "deleted": 15, "written": 23}, {"rows": 0, "rule": "emas", "assets": 3, "family": "cal_iso", "deleted": 0, "written": 0}, {"rows": 0, "rule": "emas", "assets": 3, "family": "cal_anchor_us", "deleted": 0, "written": 0}, {"rows": 8, "rule": "emas", "assets": 3, "family": "cal_anchor_iso", "deleted": 5, "written": 8}, {"rows": 204, "rule": "emas", "assets": 3, "family": "v2", "deleted": 81, "written": 97}], "passed_over": [], "emas_behind_bars": [{"id": 13, "families": ["multi_tf", "cal_us", "cal_iso", "cal_anchor_us", "cal_anchor_iso", "v2"]}], "repaired_timelow": 0, "repaired_timehigh": 0}');
INSERT INTO freshbars_steps VALUES
	('20261124T163246Z-21855', 'ingest', '', 0, '2026-11-24 16:32:46.650623+00', '2026-11-24 16:32:46.696178+00', 59, 0, 3, 'ok', NULL, '0.1.0'),
	('20261124T163246Z-21855', 'bars_1d', '', 0, '2026-11-24 16:32:47.272339+00', '2026-11-24 16:32:47.313181+00', 59, 0, 3, 'ok', NULL, '0.1.0'),
	('20261124T163246Z-21855', 'bars', 'multi_tf', 0, '2026-11-24 16:32:47.59965+00', '2026-11-24 16:32:47.62731+00', 59, 0, 3, 'ok', NULL, '0.1.0'),
	('20261124T163246Z-21855', 'bars', 'cal_iso', 0, '2026-11-24 16:32:47.664205+00', '2026-11-24 16:32:47.706154+00', 15, 0, 3, 'ok', NULL, '0.1.0'),
	('20261124T163246Z-21855', 'bars', 'cal_us', 0, '2026-11-24 16:32:47.905308+00', '2026-11-24 16:32:47.946468+00', 48, 0, 3, 'ok', NULL, '0.1.0'),
	('20261124T163246Z-21855', 'bars', 'cal_anchor_iso', 0, '2026-11-24 16:32:48.023074+00', '2026-11-24 16:32:48.050867+00', 59, 0, 3, 'ok', NULL, '0.1.0'),
	('20261124T163246Z-21855', 'bars', 'cal_anchor_us', 0, '2026-11-24 16:32:48.247097+00', '2026-11-24 16:32:48.278238+00', 59, 0, 3, 'ok', NULL, '0.1.0'),
	('20261124T163246Z-21855', 'emas', 'cal_anchor_us', 0, '2026-11-24 16:32:48.773843+00', '2026-11-24 16:32:48.808149+00', 0, 0, 3, 'ok', NULL, '0.1.0'),
	('20261124T163246Z-21855', 'emas', 'cal_anchor_iso', 0, '2026-11-24 16:32:48.861439+00', '2026-11-24 16:32:48.905083+00', 5, 0, 3, 'ok', NULL, '0.1.0'),
	('20261124T163246Z-21855', 'emas', 'cal_us', 0, '2026-11-24 16:32:49.105358+00', '2026-11-24 16:32:49.139481+00', 18, 0, 3, 'ok', NULL, '0.1.0'),
	('20261124T163246Z-21855', 'emas', 'cal_iso', 0, '2026-11-24 16:32:49.254142+00', '2026-11-24 16:32:49.285533+00', 0, 0, 3, 'ok', NULL, '0.1.0'),
	('20261124T163246Z-21855', 'emas', 'multi_tf', 0, '2026-11-24 16:32:49.504625+00', '2026-11-24 16:32:49.53972+00', 188, 0, 3, 'ok', NULL, '0.1.0'),
	('20261124T163246Z-21855', 'emas', 'v2', 0, '2026-11-24 16:32:49.570179+00', '2026-11-24 16:32:49.599587+00', 188, 0, 3, 'ok', NULL, '0.1.0'),
	('20261124T163251Z-22067', 'ingest', '', 0, '2026-11-24 16:32:51.594897+00', '2026-11-24 16:32:51.634154+00', 8, 1, 3, 'ok', NULL, '0.1.0'),
	('20261124T163251Z-22067', 'bars_1d', '', 0, '2026-11-24 16:32:52.274355+00', '2026-11-24 16:32:52.317285+00', 28, 21, 3, 'ok', NULL, '0.1.0'),
	('20261124T163251Z-22067', 'bars', 'cal_iso', 0, '2026-11-24 16:32:52.681505+00', '2026-11-24 16:32:52.720534+00', 17, 10, 3, 'ok', NULL, '0.1.0'),
	('20261124T163251Z-22067', 'bars', 'multi_tf', 0, '2026-11-24 16:32:52.697394+00', '2026-11-24 16:32:52.733716+00', 26, 21, 3, 'ok', NULL, '0.1.0'),
	('20261124T163251Z-22067', 'bars', 'cal_us', 0, '2026-11-24 16:32:53.093793+00', '2026-11-24 16:32:53.139092+00', 26, 21, 3, 'ok', NULL, '0.1.0'),
	('20261124T163251Z-22067', 'bars', 'cal_anchor_iso', 0, '2026-11-24 16:32:53.133311+00', '2026-11-24 16:32:53.180071+00', 26, 21, 3, 'ok', NULL, '0.1.0'),
	('20261124T163251Z-22067', 'bars', 'cal_anchor_us', 0, '2026-11-24 16:32:53.466009+00', '2026-11-24 16:32:53.501212+00', 26, 21, 3, 'ok', NULL, '0.1.0'),
	('20261124T163251Z-22067', 'emas', 'cal_anchor_us', 0, '2026-11-24 16:32:54.041136+00', '2026-11-24 16:32:54.079497+00', 0, 0, 2, 'ok', NULL, '0.1.0'),
	('20261124T163251Z-22067', 'emas', 'cal_anchor_iso', 0, '2026-11-24 16:32:54.040776+00', '2026-11-24 16:32:54.084232+00', 8, 5, 2, 'ok', NULL, '0.1.0'),
	('20261124T163251Z-22067', 'emas', 'cal_iso', 0, '2026-11-24 16:32:54.457456+00', '2026-11-24 16:32:54.487013+00', 0, 0, 2, 'ok', NULL, '0.1.0'),
	('20261124T163251Z-22067', 'emas', 'cal_us', 0, '2026-11-24 16:32:54.457456+00', '2026-11-24 16:32:54.489541+00', 23, 15, 2, 'ok', NULL, '0.1.0'),
	('20261124T163251Z-22067', 'emas', 'multi_tf', 0, '2026-11-24 16:32:54.856257+00', '2026-11-24 16:32:54.894059+00', 97, 81, 2, 'ok', NULL, '0.1.0'),
	('20261124T163251Z-22067', 'emas', 'v2', 0, '2026-11-24 16:32:54.883348+00', '2026-11-24 16:32:54.921161+00', 97, 81, 2, 'ok', NULL, '0.1.0');
ALTER TABLE ONLY cmc_ema_multi_tf_cal_anchor_iso
    ADD CONSTRAINT cmc_ema_multi_tf_cal_anchor_iso_pkey PRIMARY KEY (id, tf, period, ts);
ALTER TABLE ONLY cmc_ema_multi_tf_cal_anchor_iso_state
    ADD CONSTRAINT cmc_ema_multi_tf_cal_anchor_iso_state_pkey PRIMARY KEY (id);
ALTER TABLE ONLY cmc_ema_multi_tf_cal_anchor_us
    ADD CONSTRAINT cmc_ema_multi_tf_cal_anchor_us_pkey PRIMARY KEY (id, tf, period, ts);
ALTER TABLE ONLY cmc_ema_multi_tf_cal_anchor_us_state
    ADD CONSTRAINT cmc_ema_multi_tf_cal_anchor_us_state_pkey PRIMARY KEY (id);
ALTER TABLE ONLY cmc_ema_multi_tf_cal_iso
    ADD CONSTRAINT cmc_ema_multi_tf_cal_iso_pkey PRIMARY KEY (id, tf, period, ts);
ALTER TABLE ONLY cmc_ema_multi_tf_cal_iso_state
    ADD CONSTRAINT cmc_ema_multi_tf_cal_iso_state_pkey PRIMARY KEY (id);
ALTER TABLE ONLY cmc_ema_multi_tf_cal_us
    ADD CONSTRAINT cmc_ema_multi_tf_cal_us_pkey PRIMARY KEY (id, tf, period, ts);
ALTER TABLE ONLY cmc_ema_multi_tf_cal_us_state
    ADD CONSTRAINT cmc_ema_multi_tf_cal_us_state_pkey PRIMARY KEY (id);
ALTER TABLE ONLY cmc_ema_multi_tf
    ADD CONSTRAINT cmc_ema_multi_tf_pkey PRIMARY KEY (id, tf, period, ts);
ALTER TABLE ONLY cmc_ema_multi_tf_state
    ADD CONSTRAINT cmc_ema_multi_tf_state_pkey PRIMARY KEY (id);
ALTER TABLE ONLY cmc_ema_multi_tf_v2
    ADD CONSTRAINT cmc_ema_multi_tf_v2_pkey PRIMARY KEY (id, tf, period, ts);
ALTER TABLE ONLY cmc_ema_multi_tf_v2_state
    ADD CONSTRAINT cmc_ema_multi_tf_v2_state_pkey PRIMARY KEY (id);
ALTER TABLE ONLY cmc_price_bars_1d_changes
    ADD CONSTRAINT cmc_price_bars_1d_changes_pkey PRIMARY KEY (id, seq);
ALTER TABLE ONLY cmc_price_bars_1d
    ADD CONSTRAINT cmc_price_bars_1d_pkey PRIMARY KEY (id, "timestamp");
ALTER TABLE ONLY cmc_price_bars_1d_state
    ADD CONSTRAINT cmc_price_bars_1d_state_pkey PRIMARY KEY (id);
ALTER TABLE ONLY cmc_price_bars_multi_tf_cal_anchor_iso
    ADD CONSTRAINT cmc_price_bars_multi_tf_cal_anchor_iso_pkey PRIMARY KEY (id, tf, time_close);
ALTER TABLE ONLY cmc_price_bars_multi_tf_cal_anchor_iso_state
    ADD CONSTRAINT cmc_price_bars_multi_tf_cal_anchor_iso_state_pkey PRIMARY KEY (id);
ALTER TABLE ONLY cmc_price_bars_multi_tf_cal_anchor_us
    ADD CONSTRAINT cmc_price_bars_multi_tf_cal_anchor_us_pkey PRIMARY KEY (id, tf, time_close);
ALTER TABLE ONLY cmc_price_bars_multi_tf_cal_anchor_us_state
    ADD CONSTRAINT cmc_price_bars_multi_tf_cal_anchor_us_state_pkey PRIMARY KEY (id);
ALTER TABLE ONLY cmc_price_bars_multi_tf_cal_iso
    ADD CONSTRAINT cmc_price_bars_multi_tf_cal_iso_pkey PRIMARY KEY (id, tf, time_close);
ALTER TABLE ONLY cmc_price_bars_multi_tf_cal_iso_state
    ADD CONSTRAINT cmc_price_bars_multi_tf_cal_iso_state_pkey PRIMARY KEY (id);
ALTER TABLE ONLY cmc_price_bars_multi_tf_cal_us
    ADD CONSTRAINT cmc_price_bars_multi_tf_cal_us_pkey PRIMARY KEY (id, tf, time_close);
ALTER TABLE ONLY cmc_price_bars_multi_tf_cal_us_state
    ADD CONSTRAINT cmc_price_bars_multi_tf_cal_us_state_pkey PRIMARY KEY (id);
ALTER TABLE ONLY cmc_price_bars_multi_tf
    ADD CONSTRAINT cmc_price_bars_multi_tf_pkey PRIMARY KEY (id, tf, time_close);
ALTER TABLE ONLY cmc_price_bars_multi_tf_state
    ADD CONSTRAINT cmc_price_bars_multi_tf_state_pkey PRIMARY KEY (id);
ALTER TABLE ONLY cmc_price_histories7_files
    ADD CONSTRAINT cmc_price_histories7_files_pkey PRIMARY KEY (content, id);
ALTER TABLE ONLY cmc_price_histories7
    ADD CONSTRAINT cmc_price_histories7_pkey PRIMARY KEY (id, "timestamp");
ALTER TABLE ONLY cmc_price_histories7_revisions
    ADD CONSTRAINT cmc_price_histories7_revisions_pkey PRIMARY KEY (id, "timestamp", replaced_at);
ALTER TABLE ONLY dim_timeframe
    ADD CONSTRAINT dim_timeframe_pkey PRIMARY KEY (tf);
ALTER TABLE ONLY freshbars_alerts
    ADD CONSTRAINT freshbars_alerts_pkey PRIMARY KEY (target, key, since);
ALTER TABLE ONLY freshbars_runs
    ADD CONSTRAINT freshbars_runs_pkey PRIMARY KEY (run_id);
ALTER TABLE ONLY freshbars_steps
    ADD CONSTRAINT freshbars_steps_pkey PRIMARY KEY (run_id, rule, family, shard);
CREATE UNIQUE INDEX cmc_price_bars_1d_rejects_key ON cmc_price_bars_1d_rejects USING btree (id, "timestamp", reason, copy);
