#pragma once

#include "admin/admin_client.h"
#include "ui/pages/audit/audit_row.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell.h"

namespace ui {

class Button;
class CopyButton;
class Label;
class LineEdit;
class StatusDot;

/// Whether the audit log is as it was written, and the hash of its newest entry, to be written down elsewhere: with one
/// from earlier it tells, too, whether the end was cut off.
/// Thread: main. `client` must outlive it.
class VerifyCard final : public Card {
    Q_OBJECT
public:
    VerifyCard(admin::AdminClient &client, QWidget *parent);

    /// Reads the whole log; says what came of it.
    void verify();
    /// The newest entry, as the list has it.
    void setNewest(const AuditRow &newest);

private:
    void build();
    void take(const base::Result<base::Json> &answer);
    void say(const QString &words, Tone tone);
    void showHead(const QString &hash);

    admin::AdminClient &m_client;
    StatusDot *m_dot;
    Label *m_words;
    Label *m_head;
    CopyButton *m_copy;
    LineEdit *m_known;
    Button *m_act;
    qint64 m_newest = 0;
    bool m_asking = false;
};

} // namespace ui
