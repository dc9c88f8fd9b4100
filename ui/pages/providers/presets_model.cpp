#include <algorithm>

#include <QCoreApplication>

#include "ui/pages/providers/preset_list.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::providers", text);
}

const ProviderPreset *findPreset(const std::vector<ProviderPreset> &presets, const QString &id)
{
    const auto hit = std::ranges::find(presets, id, &ProviderPreset::id);
    return hit == presets.end() ? nullptr : &*hit;
}

QString noteOf(const PresetOffer &offer)
{
    if (!offer.variable.isEmpty())
        return translated(QT_TRANSLATE_NOOP("ui::providers", "Its key is in the variable %1")).arg(offer.variable);
    const QString host = hostOf(offer.baseUrl.isEmpty() ? offer.preset.baseUrl : offer.baseUrl);
    if (offer.found) {
        const int count = int(offer.models.size());
        const QString words =
            QCoreApplication::translate("ui::providers", "Runs here at %1, %n model(s)", nullptr, count);
        return words.arg(host);
    }
    if (host.isEmpty() && offer.preset.id == "sandbox"_L1)
        return translated(QT_TRANSLATE_NOOP("ui::providers", "Built in, needs no network and costs nothing"));
    return host.isEmpty() ? translated(QT_TRANSLATE_NOOP("ui::providers", "Any address you give")) : host;
}

bool isCustom(const ProviderPreset &preset)
{
    return preset.group == "custom"_L1 || preset.id == "custom"_L1;
}

} // namespace

std::vector<PresetOffer> parseScan(const base::Json &answer, const std::vector<ProviderPreset> &presets)
{
    std::vector<PresetOffer> out;
    for (const base::Json &row : base::at(answer, "data")) {
        const ProviderPreset *preset = findPreset(presets, fieldText(row, "preset"));
        if (!preset || !base::truthOr(base::at(row, "reachable")) || !fieldText(row, "already").isEmpty())
            continue;
        PresetOffer offer{.preset = *preset, .baseUrl = fieldText(row, "base_url"), .found = true};
        for (const base::Json &model : base::at(row, "models"))
            offer.models += QString::fromStdString(base::textOr(model));
        out.push_back(std::move(offer));
    }
    for (const base::Json &row : base::at(answer, "environment")) {
        const ProviderPreset *preset = findPreset(presets, fieldText(row, "preset"));
        const base::Json &already = base::at(row, "already");
        if (preset && fieldText(row, "already").isEmpty() && !base::truthOr(already))
            out.push_back({.preset = *preset, .variable = fieldText(row, "variable"), .found = true});
    }
    return out;
}

int PresetsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PresetsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const bool heading = !row.heading.isEmpty();
    if (role == kHeadingRole)
        return heading;
    if (role == Qt::DisplayRole)
        return heading ? row.heading : row.offer.preset.label;
    if (role == kNoteRole || role == Qt::AccessibleDescriptionRole)
        return heading ? QString() : noteOf(row.offer);
    return {};
}

Qt::ItemFlags PresetsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || !m_rows[static_cast<std::size_t>(index.row())].heading.isEmpty())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

void PresetsModel::setPresets(const std::vector<ProviderPreset> &presets)
{
    m_presets = presets;
    rebuild();
}

void PresetsModel::setFound(std::vector<PresetOffer> found)
{
    m_found = std::move(found);
    rebuild();
}

void PresetsModel::setFilter(const QString &text)
{
    m_filter = text.trimmed();
    rebuild();
}

std::optional<PresetOffer> PresetsModel::offer(int row) const
{
    if (row < 0 || row >= rowCount() || !m_rows[static_cast<std::size_t>(row)].heading.isEmpty())
        return std::nullopt;
    return m_rows[static_cast<std::size_t>(row)].offer;
}

int PresetsModel::firstOffer() const
{
    const auto hit = std::ranges::find_if(m_rows, [](const Row &row) { return row.heading.isEmpty(); });
    return hit == m_rows.end() ? -1 : static_cast<int>(hit - m_rows.begin());
}

void PresetsModel::rebuild()
{
    std::vector<PresetOffer> hosted;
    std::vector<PresetOffer> local;
    std::vector<PresetOffer> rest;
    for (const ProviderPreset &preset : m_presets) {
        const auto isPreset = [&](const PresetOffer &found) { return found.preset.id == preset.id; };
        if (std::ranges::any_of(m_found, isPreset))
            continue; // it stands on top already
        const bool odd = isCustom(preset) || preset.group == "sandbox"_L1 || preset.id == "sandbox"_L1;
        const bool here = preset.group == "local"_L1 || preset.baseUrl.startsWith("http://127."_L1);
        (odd ? rest : here ? local : hosted).push_back({.preset = preset});
    }
    beginResetModel();
    m_rows.clear();
    addGroup(translated(QT_TRANSLATE_NOOP("ui::providers", "Found on this computer")), m_found);
    addGroup(translated(QT_TRANSLATE_NOOP("ui::providers", "Hosted")), std::move(hosted));
    addGroup(translated(QT_TRANSLATE_NOOP("ui::providers", "On this computer")), std::move(local));
    addGroup(translated(QT_TRANSLATE_NOOP("ui::providers", "Other")), std::move(rest));
    endResetModel();
}

void PresetsModel::addGroup(const QString &heading, std::vector<PresetOffer> offers)
{
    std::erase_if(offers, [this](const PresetOffer &offer) {
        return !m_filter.isEmpty() && !offer.preset.label.contains(m_filter, Qt::CaseInsensitive)
               && !offer.preset.id.contains(m_filter, Qt::CaseInsensitive)
               && !noteOf(offer).contains(m_filter, Qt::CaseInsensitive);
    });
    if (offers.empty())
        return;
    m_rows.push_back({.heading = heading});
    for (PresetOffer &offer : offers)
        m_rows.push_back({.offer = std::move(offer)});
}

} // namespace ui
