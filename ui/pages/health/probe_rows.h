#pragma once

#include <optional>
#include <vector>

#include <QDateTime>
#include <QStringList>

#include "base/json.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// A model that is, or could be, asked by itself. All text comes from outside and is shown as plain text only.
struct ProbeRow {
    QString id{}; ///< Provider and model: there is no other.
    QString providerId{};
    QString provider{};
    QString model{};
    bool on = false;
    std::optional<std::int64_t> dailyNanos{}; ///< What a day of it costs; nothing: no price is known.
    QString verdict{};                        ///< `good`, `failing`, `not_asked`; empty: none yet.
    QString message{};
    bool byCall = false;
    std::int64_t failures = 0;
    QDateTime at{};
    QDateTime nextAt{};
    std::optional<double> latencyMs{};
    QDateTime now{};
    friend bool operator==(const ProbeRow &a, const ProbeRow &b)
    {
        return a.id == b.id && a.on == b.on && a.dailyNanos == b.dailyNanos && a.verdict == b.verdict
               && a.message == b.message && a.byCall == b.byCall && a.at == b.at && a.nextAt == b.nextAt;
    }
};

/// One answer of `health.models`.
struct ProbedModels {
    std::vector<ProbeRow> rows{};
    QStringList providers{}; ///< Ids of those whose models are asked.
    std::int64_t intervalS = 0;
    std::int64_t mostNanos = 0; ///< In a day.
    std::int64_t spentNanos = 0;
};
ProbedModels parseProbes(const base::Json &answer, const QDateTime &now);

/// The models that are asked, those that do not answer first.
/// Thread: main.
class ProbeRows final : public RowList<ProbeRow> {
    Q_OBJECT
public:
    using RowList::RowList;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    static std::vector<ColumnLayout> columnLayouts();
};

} // namespace ui
