#pragma once

#include "ui/pages/keys/owner_fields.h"
#include "ui/pages/keys/owner_sheet.h"

class QComboBox;

namespace ui {

class RadioRows;

/// Adds or changes one user: who they are, what they may do, where they belong, how much they may use.
class UserSheet final : public OwnerSheet {
    Q_OBJECT
public:
    UserSheet(admin::AdminClient &client, QWidget &window, const UserRow &user);

Q_SIGNALS:
    void passwordWanted(const QString &id);
    void signOutWanted(const QString &id);

private:
    void buildRole(const UserRow &user);
    void buildTeam(const UserRow &user);
    void buildActs(const UserRow &user);
    bool check() override;
    base::Json values() const override;
    void fail(const base::Error &error) override;
    LineEdit *m_email;
    FormField *m_emailField;
    RadioRows *m_role = nullptr;
    FormField *m_roleField = nullptr;
    QComboBox *m_team = nullptr;
};

} // namespace ui
