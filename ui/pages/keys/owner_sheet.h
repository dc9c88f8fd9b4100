#pragma once

#include "ui/pages/keys/owner_row.h"
#include "ui/pages/providers/form_sheet.h"

namespace ui {

class ActRows;
class LimitFields;
class LineEdit;
class Switch;

/// A sheet to add or change a user or a team: what both have, and how it is sent.
class OwnerSheet : public FormSheet {
    Q_OBJECT
Q_SIGNALS:
    void saved();
    void removeWanted(const QString &id);

protected:
    /// `operations` is what their names begin with: `users`. A row without an id is added.
    OwnerSheet(admin::AdminClient &client, QWidget &window, std::string operations, const OwnerRow &row);

    void addName(const QString &hint);
    /// Limits, tags and, for one that is there, whether it is disabled; each with what it means here.
    void addRest(const QString &limitsTitle, const QString &disabledHint);
    /// The last part: what can be done to one that is there. Null when it is being added.
    ActRows *addActs();
    /// After all fields: what holds now, so that only what is different is sent.
    void begin();

    virtual bool check();
    /// By the names of the API.
    virtual base::Json values() const;
    void submit() override;
    void fail(const base::Error &error) override;
    bool isNew() const { return m_id.isEmpty(); }
    const QString &id() const { return m_id; }

private:
    admin::AdminClient &m_client;
    std::string m_operations;
    OwnerRow m_owner;
    QString m_id;
    base::Json m_before{};
    LineEdit *m_name = nullptr;
    LineEdit *m_tags = nullptr;
    LimitFields *m_limits = nullptr;
    Switch *m_disabled = nullptr;
    FormField *m_nameField = nullptr;
    FormField *m_tagsField = nullptr;
    RateLimits m_read{}; ///< Of the fields, by check().
};

} // namespace ui
