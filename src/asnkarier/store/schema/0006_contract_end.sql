-- The last day of the contract of a PPPK.
ALTER TABLE employees ADD COLUMN akhir_kontrak TEXT CHECK (akhir_kontrak GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
