#pragma once

#include "ui/pages/providers/form_sheet.h"
#include "ui/pages/routing/alias_row.h"
#include "ui/pages/routing/route_names_feed.h"

class QComboBox;

namespace ui {

class LineEdit;
class TargetEditor;

/// Makes an alias of the model map or changes one. Deletes itself when it is closed.
/// Thread: main. `client` must outlive it.
class AliasSheet final : public FormSheet {
    Q_OBJECT
public:
    /// `alias` without an id is a new one.
    AliasSheet(admin::AdminClient &client, QWidget &window, AliasRow alias, std::vector<ProviderChoice> providers,
               const QString &defaultStrategy);

Q_SIGNALS:
    void saved(const QString &name);

protected:
    void submit() override;
    void fail(const base::Error &error) override;

private:
    void addGeneral();
    TargetEditor *addTarget(const TargetRow &target);
    void removeTarget(TargetEditor *editor);
    void showShares();
    QString strategy() const;
    std::vector<TargetRow> targets() const;
    base::Json body() const;
    admin::AdminClient &m_client;
    AliasRow m_alias;
    std::vector<ProviderChoice> m_providers;
    QString m_defaultStrategy;
    LineEdit *m_name = nullptr;
    FormField *m_nameField = nullptr;
    QComboBox *m_strategy = nullptr;
    QComboBox *m_affinity = nullptr;
    QVBoxLayout *m_list;
    std::vector<TargetEditor *> m_editors{};
    Button *m_add;
};

} // namespace ui
