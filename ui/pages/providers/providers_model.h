#pragma once

#include <cstdint>
#include <vector>

#include <QAbstractTableModel>

#include "base/json.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// One provider, as the list shows it. All text comes from outside and is shown as plain text only.
struct ProviderRow {
    QString id{};
    QString name{};
    QString type{};
    QString baseUrl{};
    QStringList models{};
    std::int64_t keys = 0;
    QString keyTrouble{}; ///< A word for the first key that cannot be used; empty when all can.
    QString keyMessage{}; ///< What is the matter with it and the way out.
    bool anyModel = false;
    bool enabled = false;
    friend bool operator==(const ProviderRow &, const ProviderRow &) = default;
};

/// Reads the `data` of one answer of `providers.list`.
std::vector<ProviderRow> parseProviders(const base::Json &answer);

/// The providers in the gateway's order. Touches only rows that differ from what it has.
/// Thread: main.
class ProvidersModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setRows(std::vector<ProviderRow> rows);
    int enabledCount() const;
    static std::vector<ColumnLayout> columnLayouts();

private:
    std::vector<ProviderRow> m_rows{};
};

} // namespace ui
