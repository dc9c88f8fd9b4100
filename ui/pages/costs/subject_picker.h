#pragma once

#include <cstdint>

#include <QHash>
#include <QWidget>

#include "admin/admin_client.h"

class QComboBox;

namespace ui {

class FormField;
class LineEdit;

/// Whose calls a budget counts, or credit pays: of all, or of one key, user, team, provider, model or tag, by name.
/// Thread: main. `client` must outlive it.
class SubjectPicker final : public QWidget {
    Q_OBJECT
public:
    enum class Of : std::uint8_t {
        Calls,  ///< Of which calls.
        Payers, ///< Who pays: keys, users and teams alone.
    };
    SubjectPicker(admin::AdminClient &client, QWidget *parent, Of of = Of::Calls);

    /// `name`: of the subject, where it is an id.
    void setSubject(const QString &scope, const QString &subject, const QString &name);
    QString scope() const;
    /// Its id where it has one, else what was typed; empty for all calls.
    QString subject() const;
    bool isComplete() const;
    void setError(const QString &error);

Q_SIGNALS:
    void edited();

private:
    void followScope();
    void offer(const base::Json &rows);
    void addPeople();
    admin::AdminClient &m_client;
    QComboBox *m_scope;
    FormField *m_scopeField;
    LineEdit *m_name;
    FormField *m_nameField;
    QHash<QString, QString> m_ids{}; ///< Of those offered, by name.
};

} // namespace ui
