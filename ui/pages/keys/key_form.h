#pragma once

#include <optional>

#include <QWidget>

#include "base/result.h"
#include "ui/pages/keys/key_row.h"
#include "ui/pages/keys/owner_fields.h"
#include "ui/widgets/tick_list.h"

class QComboBox;

namespace ui {

class ExpiryField;
class FormField;
class KeyRights;
class Label;
class LineEdit;

/// What can be set on a client key: its name, its role, whose it is, its expiry, and its rights.
class KeyForm final : public QWidget {
    Q_OBJECT
public:
    explicit KeyForm(QWidget *parent = nullptr);

    /// Starts from what the key has; without, from a new key.
    void setRow(const KeyRow &row);
    /// Whose it may be, once the gateway has told; a choice of owners is shown when there is one.
    void setUsers(std::vector<OwnerChoice> users);
    void setTeams(std::vector<OwnerChoice> teams);
    void setProviders(const std::vector<TickList::Choice> &providers);

    /// What to send: all of a new key, or what is different now. Nothing when a field is wrong; then it says so.
    std::optional<base::Json> body();
    /// What the gateway said against it, at the field that is meant.
    void showError(const base::Error &error);

Q_SIGNALS:
    void submitted();

private:
    void build();
    void explainRole();
    bool checkName();
    std::optional<base::Json> values();
    std::optional<KeyRow> m_row{};
    base::Json m_before{}; ///< The values that hold.
    LineEdit *m_name;
    QComboBox *m_role;
    FormField *m_nameField;
    FormField *m_roleField;
    OwnerFields *m_owner;
    ExpiryField *m_expiry;
    KeyRights *m_rights;
    Label *m_trouble;
};

} // namespace ui
