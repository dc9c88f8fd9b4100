#pragma once

#include <vector>

#include <QDateTime>

#include "admin/admin_client.h"
#include "ui/pages/playground/prompt_card.h"
#include "ui/widgets/sheet.h"

class QVBoxLayout;

namespace ui {

class Button;

/// A call made earlier, as `playground.tries` keeps it.
struct PastTry {
    QString id{};
    QDateTime at{};
    int status = 0;
    QString keyId{};
    QString requestId{};
    DraftCall call{};
};

/// Those whose dialect is known. Whether a Gemini call was streamed stands in its path.
std::vector<PastTry> parseTries(const base::Json &answer);
/// As it is kept; never with the key.
base::Json tryJson(const DraftCall &call, const QString &keyId, int status, const QString &requestId);
/// The words that somebody asked last in it, on one line.
QString promptOf(const DraftCall &call);

/// The calls made here before, newest first: to look at, to send again, to copy.
/// Deletes itself when it is closed. Thread: main. `client` outlives it.
class HistorySheet final : public Sheet {
    Q_OBJECT
public:
    HistorySheet(admin::AdminClient &client, QWidget &window);

Q_SIGNALS:
    void openWanted(const ui::PastTry &past);
    void sendWanted(const ui::PastTry &past);
    void copyWanted(const ui::PastTry &past);

private:
    class Row;
    void ask();
    void show(const std::vector<PastTry> &tries);
    void forget();
    void clear();
    void say(const QString &words);
    admin::AdminClient &m_client;
    QVBoxLayout *m_column;
    Button *m_forget;
};

} // namespace ui
