#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QAbstractTableModel>

#include "base/json.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// One model of a provider. Its name comes from outside and is shown as plain text only.
struct ModelRow {
    QString id{};
    QString name{};
    std::optional<std::int64_t> contextWindow{}; ///< Unit: tokens.
    std::optional<std::int64_t> maxOutput{};     ///< Unit: tokens.
    bool enabled = false;
    std::optional<bool> wanted{}; ///< Asked for here and not confirmed yet.
    friend bool operator==(const ModelRow &, const ModelRow &) = default;
};

/// Reads the `data` of one answer of `provider_models.list`.
std::vector<ModelRow> parseModels(const base::Json &answer);

/// The models of one provider: a name, what is known of it, a switch.
/// Thread: main.
class ModelsModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int kSwitchColumn = 2;
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    void setRows(std::vector<ModelRow> rows);
    const std::vector<ModelRow> &rows() const { return m_rows; }
    int enabledCount() const;

private:
    std::vector<ModelRow> m_rows{};
};

} // namespace ui
