"""Standards written as YAML by hand, so that the text is readable and always the same."""

from pathlib import Path

from synthetic.competencies import HEADINGS, MANSOSKUL
from synthetic.standards import Standard


def write_standards(folder: Path, standards: list[Standard]) -> None:
    """Write one file per standard into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for standard in standards:
        (folder / f"{standard.berkas}.yaml").write_text(render(standard), encoding="utf-8")


def render(standard: Standard) -> str:
    """Write a standard as one YAML document."""
    lines = [
        "# Standar kompetensi jabatan (data contoh, bukan produk hukum).",
        *([f"# {standard.catatan}"] if standard.catatan else []),
        *_posts(standard.jabatan),
        f"kelompok: {standard.kelompok}",
        f"urusan: {standard.urusan}",
        "kompetensi:",
        "  # Manajerial dan sosial kultural",
        *(_need(standard, slug) for slug in standard.levels if slug in MANSOSKUL),
    ]
    technical = [slug for slug in standard.levels if slug not in MANSOSKUL]
    if technical:
        lines.append("  # Teknis, sesuai urusan pemerintahan")
        lines += [_need(standard, slug) for slug in technical]
    return "\n".join(lines + _requirements(standard)) + "\n"


def _posts(jabatan: tuple[str, ...]) -> list[str]:
    if len(jabatan) == 1:
        return [f"jabatan: {jabatan[0]}"]
    return ["jabatan:", *(f"  - {name}" for name in jabatan)]


def _need(standard: Standard, slug: str) -> str:
    level = standard.levels[slug]
    value = f"{{level: {level}, bobot: 2, kritis: true}}" if slug in standard.kritis else str(level)
    return f"  {slug}: {value}".ljust(59) + f" # {HEADINGS[slug]}"


def _requirements(standard: Standard) -> list[str]:
    fields = f", bidang: [{', '.join(standard.bidang)}]" if standard.bidang else ""
    lines = ["persyaratan:", f"  pendidikan: {{jenjang: {standard.pendidikan}{fields}}}"]
    if standard.pangkat:
        lines.append(f"  pangkat: {standard.pangkat}")
    if standard.pelatihan:
        lines.append("  pelatihan:")
        lines += [f"    - {{nama: {n}, jenis: {j}, tingkat: {t}}}" for n, j, t in standard.pelatihan]
    if standard.pengalaman:
        lines.append("  pengalaman:")
        lines += [f"    - {{uraian: {u}, tahun: {y}, tingkat: {t}}}" for u, y, t in standard.pengalaman]
    return lines
