const depots = { leipzig: 42, rennes: 17 };

for (const [depot, waiting] of Object.entries(depots)) console.log(`${depot}: ${waiting} waiting`);
