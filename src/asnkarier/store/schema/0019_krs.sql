-- Whether the PPK has put somebody into the Kelompok Rencana Suksesi: 1, 0, or not said.
ALTER TABLE employees ADD COLUMN krs INTEGER;
