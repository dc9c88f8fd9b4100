#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "base/json.h"
#include "ui/pages/providers/key_wait.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// One key of a provider; never the key itself. All text is shown as plain text only.
struct ProviderKeyRow {
    QString id{};
    QString name{};
    QString secret{}; ///< Where it is: `keychain:…`, `env:NAME`, `file:PATH`.
    QString state{};  ///< `ok`, or what is the matter with it.
    QString message{};
    QString origin{};
    std::int64_t priority = 0;
    std::int64_t weight = 1;
    std::int64_t version = 0;
    bool enabled = false;
    KeyWait wait{};
    std::optional<bool> wanted{}; ///< Asked for here and not confirmed yet.
    bool probing = false;
    std::optional<bool> probed{}; ///< How the last probe went.
    QString problem{};            ///< What the last probe said when it failed.
    friend bool operator==(const ProviderKeyRow &, const ProviderKeyRow &) = default;
};

/// Reads the `data` of one answer of `provider_keys.list`.
std::vector<ProviderKeyRow> parseProviderKeys(const base::Json &answer);

/// Where a key is kept, in words: "in the keychain", "env:NAME".
QString keptWords(const ProviderKeyRow &key);

/// The keys of one provider, in the order they are tried.
/// Thread: main.
class ProviderKeysModel final : public RowList<ProviderKeyRow> {
public:
    static constexpr int kSwitchColumn = 5;
    using RowList::RowList;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    static std::vector<ColumnLayout> columnLayouts();
};

} // namespace ui
