#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QAbstractListModel>
#include <QStyledItemDelegate>
#include <QWidget>

#include "ui/pages/providers/provider_rows.h"

class QListView;

namespace ui {

class SearchField;

/// One way to add a provider: a preset, and what was found of it on this computer.
struct PresetOffer {
    ProviderPreset preset{};
    QString baseUrl{};    ///< Where it answers; empty: the preset's own.
    QString variable{};   ///< A variable that holds its key.
    QStringList models{}; ///< Those a found runtime serves.
    bool found = false;
};

/// What `providers.scan` found and is not in the list yet, as offers over `presets`.
std::vector<PresetOffer> parseScan(const base::Json &answer, const std::vector<ProviderPreset> &presets);

/// The offers below their headings: found here first, then hosted, local and the rest.
/// Thread: main.
class PresetsModel final : public QAbstractListModel {
    Q_OBJECT
public:
    static constexpr int kNoteRole = Qt::UserRole + 1;
    static constexpr int kHeadingRole = Qt::UserRole + 2; ///< True for a heading, which cannot be chosen.

    using QAbstractListModel::QAbstractListModel;
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    void setPresets(const std::vector<ProviderPreset> &presets);
    void setFound(std::vector<PresetOffer> found);
    /// Shows only what has `text` in its name or address.
    void setFilter(const QString &text);
    /// None for a heading.
    std::optional<PresetOffer> offer(int row) const;
    /// -1 when nothing can be chosen.
    int firstOffer() const;

private:
    struct Row {
        QString heading{};
        PresetOffer offer{};
    };
    void rebuild();
    void addGroup(const QString &heading, std::vector<PresetOffer> offers);
    std::vector<ProviderPreset> m_presets{};
    std::vector<PresetOffer> m_found{};
    QString m_filter{};
    std::vector<Row> m_rows{};
};

/// Where one chooses what kind of provider to add. Enter in the search takes the first hit.
/// Thread: main.
class PresetList final : public QWidget {
    Q_OBJECT
public:
    explicit PresetList(QWidget *parent = nullptr);
    void setPresets(const std::vector<ProviderPreset> &presets);
    void setFound(std::vector<PresetOffer> found);
    std::optional<PresetOffer> current() const;

Q_SIGNALS:
    void chosen(const PresetOffer &offer);
    void currentChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void choose();
    void selectFirst();
    PresetsModel m_model;
    SearchField *m_search;
    QListView *m_list;
};

} // namespace ui
