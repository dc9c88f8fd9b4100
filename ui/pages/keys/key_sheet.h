#pragma once

#include "admin/admin_client.h"
#include "ui/pages/keys/key_row.h"
#include "ui/widgets/sheet.h"
#include "ui/widgets/tick_list.h"

class QCheckBox;

namespace ui {

class Button;
class KeyForm;
class LimitBars;
class NewKeyView;
class RotateForm;
class SecretClipboard;

/// One client key over the edge of the window: making it, changing it, rotating it, ending it; and the key itself, the
/// once. Deletes itself when it is closed. Thread: main. `client` and `clipboard` must outlive it.
class KeySheet final : public Sheet {
    Q_OBJECT
public:
    KeySheet(QWidget &window, admin::AdminClient &client, SecretClipboard &clipboard);

    void openNew();
    void openKey(const KeyRow &row);
    /// Straight to the question how long the old key shall work.
    void openRotation(const KeyRow &row);

Q_SIGNALS:
    /// The gateway has taken something: the list is out of date.
    void changed();
    /// A key was made, or made anew. `key` is the secret: whoever keeps it wipes it.
    void made(const ui::KeyRow &row, const QString &key);
    void revokeWanted(const ui::KeyRow &row);
    void removeWanted(const ui::KeyRow &row);
    void connectWanted(const QString &id);

private:
    void start(const QString &title, const QString &subtitle);
    void askChoices();
    void buildFooter(const QString &act);
    void buildActs(const KeyRow &row);
    void askGrace(const KeyRow &row);
    void act();
    void save();
    void rotate();
    void takeSaved(const base::Result<base::Json> &answer);
    void takeNew(const base::Result<base::Json> &answer);
    void fail(const base::Error &error);
    void showNew(const KeyRow &row, const QString &key, const QString &signingKey);
    void hideForms();
    KeyRow withProviderNames(KeyRow row) const;
    admin::AdminClient &m_client;
    SecretClipboard &m_clipboard;
    QString m_id{}; ///< Empty while the key is being made.
    std::vector<TickList::Choice> m_providers{};
    QWidget *m_content;
    KeyForm *m_form;
    RotateForm *m_rotation = nullptr;
    QWidget *m_acts = nullptr;
    LimitBars *m_bars = nullptr; ///< Null while the key is being made.
    NewKeyView *m_view = nullptr;
    Button *m_act = nullptr;
    QCheckBox *m_stored = nullptr;
    Button *m_done = nullptr;
    Button *m_connect = nullptr;
    Button *m_cancel = nullptr;
};

} // namespace ui
