#pragma once

#include "base/json.h"
#include "ui/pages/health/health_state.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// A proxy of the pool and how it does. All text comes from outside and is shown as plain text only.
struct ProxyRow {
    QString id{};
    QString name{};
    QString kind{}; ///< `http`, `https`, `socks5h`.
    QString host{};
    std::int64_t port = 0;
    QString user{};
    std::int64_t weight = 1;
    bool enabled = true;
    QString state{}; ///< `unknown`, `up`, `slow`, `down`, `draining`, `off`.
    QDateTime downSince{};
    std::int64_t calls = 0;
    std::int64_t open = 0;
    std::optional<double> firstByteMs{};
    std::optional<double> latencyMs{}; ///< Of its last good check.
    QDateTime checkedAt{};
    QString lastError{};
    QDateTime lastErrorAt{};
    HealthPast past{};
    friend bool operator==(const ProxyRow &, const ProxyRow &) = default;

    QString place() const; ///< `proxy.example.org:1080`
};

/// Reads one row of `health.proxies`, and one answer of it.
ProxyRow parseProxyRow(const base::Json &row);
std::vector<ProxyRow> parseProxyRows(const base::Json &answer);

QString proxyKindWord(const QString &kind);
HealthWord proxyWord(const ProxyRow &row);

/// The proxies of the pool in a table.
/// Thread: main.
class ProxyRows final : public RowList<ProxyRow> {
    Q_OBJECT
public:
    using RowList::RowList;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    static std::vector<ColumnLayout> columnLayouts();
};

} // namespace ui
